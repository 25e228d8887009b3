using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.Operations;

/// <summary>Where the responses of one operation go (spec 6.2.3): an event stream or a socket.</summary>
internal interface IOperationSink
{
    /// <summary>A response of the operation; the sink disposes it.</summary>
    ValueTask NextAsync(SingleResult response, CancellationToken cancellation);

    /// <summary>The request was refused before it was executed; the sink disposes the response. Nothing follows.</summary>
    ValueTask RefusedAsync(SingleResult response, CancellationToken cancellation);

    /// <summary>The operation failed inside the server; the error says nothing of how. Nothing follows.</summary>
    ValueTask FailedAsync(GraphQLError error, CancellationToken cancellation);

    /// <summary>The operation has ended. Nothing follows.</summary>
    ValueTask CompletedAsync(CancellationToken cancellation);

    /// <summary>The caller may not go on. Nothing follows.</summary>
    ValueTask DismissedAsync(CancellationToken cancellation);
}
