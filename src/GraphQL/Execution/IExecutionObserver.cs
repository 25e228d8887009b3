using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Sees what the executor does; implementations log, count or trace. Calls come from the request's own threads and must not throw.</summary>
public interface IExecutionObserver
{
    /// <summary>A document was parsed and validated, and took that long; <paramref name="errors"/> are empty for a good one.</summary>
    void DocumentChecked(GraphQLRequest request, TimeSpan elapsed, IReadOnlyList<GraphQLError> errors) { }

    /// <summary>A plan was made for an operation.</summary>
    void OperationPlanned(string? operationName, OperationType type, int fields, TimeSpan elapsed) { }

    /// <summary>An operation or an event was executed.</summary>
    void OperationExecuted(
        string? operationName,
        OperationType type,
        TimeSpan elapsed,
        IReadOnlyList<GraphQLError> errors
    ) { }

    /// <summary>A resolver failed with an exception that the client does not see.</summary>
    void ResolverFailed(GraphQLError error, Exception cause) { }
}
