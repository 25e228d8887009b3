using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.Graph.Schema;

/// <summary>What stands around every operation, whatever it came by: its own state, its key, and what it was denied.</summary>
internal sealed class OperationGate(RequestExecutor executor, IdempotentExecution idempotent, MutationTrail trail)
{
    public async ValueTask<ExecutionResult> ExecuteAsync(
        GraphQLRequest request,
        object? connection,
        IServiceProvider services,
        CancellationToken cancellation
    )
    {
        var state = ((RequestState)connection!).ForOperation();
        var result = state.IdempotencyKey is { } key
            ? await idempotent.ExecuteAsync(request, key, state, services, cancellation)
            : await executor.ExecuteAsync(request, state, services, cancellation);
        if (state.Denied.Count > 0)
            await trail.WriteDeniedAsync(state);
        return result;
    }
}
