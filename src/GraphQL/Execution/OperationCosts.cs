using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>What operations ask of the server, counted once for each where no variable tells a list's size.</summary>
internal sealed class OperationCosts(Schema schema, ExecutorOptions options)
{
    /// <summary>Null where nothing is counted.</summary>
    public CountedOperation? Find(CheckedDocument document, OperationDefinitionNode operation, VariableValues variables)
    {
        if (!options.Validates)
        {
            return null;
        }

        if (document.CountOf(operation) is { Measure.VariesWithVariables: false } known)
        {
            return known;
        }

        var measure = OperationMeter.Measure(schema, document.Document, operation, options.Limits, variables);
        var counted = new CountedOperation(measure, options.TellsCost ? Extensions(measure) : null);
        document.Remember(operation, counted);
        return counted;
    }

    private byte[] Extensions(OperationMeasure measure)
    {
        var json = new JsonOutput();
        json.Raw("{\"cost\":{\"requested\":"u8);
        json.Number(measure.Cost);
        json.Raw(",\"limit\":"u8);
        json.Number(options.Limits.MaxCost);
        json.Raw("}}"u8);
        var bytes = json.Finish(out var lease).ToArray();
        lease.Dispose();
        return bytes;
    }
}

/// <summary>What was counted, and the response's extensions that tell it; null where they tell nothing.</summary>
internal sealed record CountedOperation(OperationMeasure Measure, byte[]? Extensions);
