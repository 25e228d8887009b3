using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>Puts the responses of one operation on an event stream (graphql-sse): errors of a request are responses too, and every operation completes.</summary>
internal sealed class EventStreamSink(SendQueue queue, EventFrames frames) : IOperationSink
{
    private bool isComplete;

    public ValueTask NextAsync(SingleResult response, CancellationToken cancellation) =>
        queue.EnqueueAsync(frames.Next(response), cancellation);

    public async ValueTask RefusedAsync(SingleResult response, CancellationToken cancellation)
    {
        await queue.EnqueueAsync(frames.Next(response), cancellation);
        await CompletedAsync(cancellation);
    }

    public async ValueTask FailedAsync(GraphQLError error, CancellationToken cancellation)
    {
        await queue.EnqueueAsync(frames.Next(ErrorBody.Response(error)), cancellation);
        await CompletedAsync(cancellation);
    }

    public ValueTask CompletedAsync(CancellationToken cancellation)
    {
        if (isComplete)
        {
            return ValueTask.CompletedTask;
        }
        isComplete = true;
        return queue.EnqueueAsync(frames.Complete, cancellation);
    }

    public ValueTask DismissedAsync(CancellationToken cancellation) => CompletedAsync(cancellation);
}
