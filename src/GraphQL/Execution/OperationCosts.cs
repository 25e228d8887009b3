using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>What operations ask of the server, counted once for each where no variable tells a list's size.</summary>
internal sealed class OperationCosts(Schema schema, ExecutorOptions options)
{
    public OperationMeasure? Find(CheckedDocument document, OperationDefinitionNode operation, VariableValues variables)
    {
        if (!options.Validates)
        {
            return null;
        }

        if (document.MeasureOf(operation) is { VariesWithVariables: false } known)
        {
            return known;
        }

        var measure = OperationMeter.Measure(schema, document.Document, operation, options.Limits, variables);
        document.Remember(operation, measure);
        return measure;
    }

    /// <summary>The response's extensions; null where it tells nothing.</summary>
    public byte[]? Extensions(OperationMeasure? measure)
    {
        if (measure is null || !options.TellsCost)
        {
            return null;
        }

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
