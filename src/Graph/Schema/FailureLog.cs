using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.Graph.Schema;

/// <summary>What a client is told as INTERNAL and no more, is told to the operator with its cause; never a variable or a token.</summary>
internal sealed partial class FailureLog(ILogger<FailureLog> logger) : IExecutionObserver
{
    public void ResolverFailed(GraphQLError error, Exception cause)
    {
        // A value that a scalar refuses is the client's mistake; a caller who has gone away broke nothing.
        if (error.Code == ErrorCodes.Internal && cause is not OperationCanceledException)
        {
            Failed(logger, error.Path.IsDefaultOrEmpty ? "" : string.Join('.', error.Path), cause);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The field {Path} failed.")]
    private static partial void Failed(ILogger logger, string path, Exception cause);
}
