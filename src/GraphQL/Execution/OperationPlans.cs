using System.Diagnostics;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Caching;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Plans, made once for each operation and combination of its conditions (spec 6.3.2). User and tenant are no part of the key.</summary>
internal sealed class OperationPlans(BoundSchema schema, ExecutorOptions options)
{
    private readonly ByteBoundedCache<(OperationDefinitionNode, string), Planned> cache = new(options.PlanCacheBytes);

    /// <summary>The plan; null, with an error, where the operation cannot be planned. That is remembered as well.</summary>
    public OperationPlan? Find(
        CheckedDocument document,
        OperationDefinitionNode operation,
        VariableValues variables,
        out GraphQLError? error
    )
    {
        var key = (operation, document.Variant(variables));
        if (cache.Find(key) is not { } planned)
        {
            planned = Make(document.Document, operation, variables);
            cache.Add(key, planned, planned.Plan?.EstimatedBytes ?? 1_000);
        }

        error = planned.Error;
        return planned.Plan;
    }

    private Planned Make(DocumentNode document, OperationDefinitionNode operation, VariableValues variables)
    {
        using var span = Telemetry.Start("graphql.plan");
        var start = Stopwatch.GetTimestamp();
        try
        {
            var plan = new Planner(schema, document, variables, options.MaxPlannedFields).Plan(operation);
            options.Observer?.OperationPlanned(
                plan.Name,
                operation.Operation,
                plan.RunCount,
                Stopwatch.GetElapsedTime(start)
            );
            return new Planned(plan, null);
        }
        catch (GraphQLException exception)
        {
            return new Planned(null, exception.Error);
        }
    }

    private sealed record Planned(OperationPlan? Plan, GraphQLError? Error);
}
