using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>Sends the responses of one operation over its socket (graphql-transport-ws, next, error and complete).</summary>
internal sealed class SocketSink(SocketSender sender, string id, Action forget) : IOperationSink
{
    private readonly SocketFrames frames = new(id);

    public ValueTask NextAsync(SingleResult response, CancellationToken cancellation) =>
        sender.EnqueueAsync(frames.Next(response), cancellation);

    public async ValueTask RefusedAsync(SingleResult response, CancellationToken cancellation)
    {
        using (response)
        {
            await EndAsync(frames.Error(SocketFrames.ErrorsOf(response)), cancellation);
        }
    }

    public ValueTask FailedAsync(GraphQLError error, CancellationToken cancellation) =>
        EndAsync(frames.Error(ErrorBody.List(error)), cancellation);

    public ValueTask CompletedAsync(CancellationToken cancellation) => EndAsync(frames.Complete, cancellation);

    public ValueTask DismissedAsync(CancellationToken cancellation)
    {
        sender.RequestClose(CloseCode.Forbidden, "Forbidden");
        return ValueTask.CompletedTask;
    }

    private ValueTask EndAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        // First: a client may use the id again as soon as it has read the last message.
        forget();
        return sender.EnqueueAsync(message, cancellation);
    }
}
