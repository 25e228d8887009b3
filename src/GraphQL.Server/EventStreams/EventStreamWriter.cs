using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Server.Http;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>Writes an event stream to its client until its queue is closed, with heartbeats while it is quiet (graphql-sse).</summary>
internal sealed class EventStreamWriter(EventStreamOptions options, TimeProvider clock, ILogger logger)
{
    public async Task WriteAsync(HttpContext context, SendQueue queue, CancellationToken cancellation)
    {
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = Acceptance.ContentType(ResponseFormat.EventStream);
        response.Headers.CacheControl = "no-store";
        // nginx would otherwise collect events before it passes them on.
        response.Headers["X-Accel-Buffering"] = "no";

        queue.Offer(EventFrames.Comment);
        await using var heartbeat = clock.CreateTimer(
            _ => queue.Offer(EventFrames.Comment),
            state: null,
            options.Heartbeat,
            options.Heartbeat
        );
        try
        {
            await queue.SendAllAsync(
                (message, token) => SendAsync(response, message, token),
                () => false,
                cancellation
            );
        }
        catch (TimeoutException)
        {
            TransportLog.CutOff(logger, "event stream");
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async ValueTask SendAsync(
        HttpResponse response,
        OutgoingMessage message,
        CancellationToken cancellation
    )
    {
        message.CopyTo(response.BodyWriter.GetSpan(message.Length));
        response.BodyWriter.Advance(message.Length);
        await response.BodyWriter.FlushAsync(cancellation);
    }
}
