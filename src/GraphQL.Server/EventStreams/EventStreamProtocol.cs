using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>graphql-sse, distinct connections mode: the response to a request is the event stream of its one operation.</summary>
internal sealed class EventStreamProtocol(
    IOptions<GraphQLServerOptions> options,
    OperationRunner runner,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<EventStreamProtocol> logger
)
{
    private const int Queue = 16;

    private readonly GraphQLServerOptions options = options.Value;

    /// <summary>Sends what the operation gave, and leaves it when nobody listens any more.</summary>
    public async Task ServeAsync(HttpContext context, ExecutionResult result, object? state)
    {
        var queue = new SendQueue(Queue, options.Streams.SendTimeout, clock);
        var sink = new EventStreamSink(queue, EventFrames.OfOneOperation);
        var caller = new CallerCheck(options.StillAllowed, state, logger);
        using var operation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var writeEnd = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var stopping = lifetime.ApplicationStopping.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(),
            operation
        );

        var writing = new EventStreamWriter(options.Streams, clock, logger).WriteAsync(context, queue, writeEnd.Token);
        var delivering = runner.DeliverAsync(result, caller, sink, operation.Token);
        var dismissed = caller.WaitForDismissalAsync(options.RecheckInterval, clock, operation.Token);
        await Task.WhenAny(writing, delivering, dismissed);
        await operation.CancelAsync();
        await delivering;

        // However it ended, the client hears that nothing more comes; it has a moment to read it.
        writeEnd.CancelAfter(
            lifetime.ApplicationStopping.IsCancellationRequested ? options.StopGrace : options.Streams.SendTimeout
        );
        await sink.CompletedAsync(writeEnd.Token);
        queue.Close();
        await writing;
        await dismissed.ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
