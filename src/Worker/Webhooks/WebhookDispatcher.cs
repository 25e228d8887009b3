using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>
/// Makes deliveries of new events, claims what is due and hands it to parallel lanes. Any number of these may run, in any number of
/// processes; what one of them had in hand when it died is taken up by another, under the same webhook-id.
/// </summary>
public sealed partial class WebhookDispatcher(
    WebhookFeed feed,
    WebhookQueue queue,
    WebhookDelivering delivering,
    EventSignal signal,
    WebhookSignal queued,
    ToldEvents told,
    WebhookOptions options,
    TimeProvider clock,
    ILogger<WebhookDispatcher> log
) : BackgroundService
{
    private readonly string worker =
        $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7(clock.GetUtcNow()):N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waiting = Channel.CreateBounded<WebhookClaim>(options.Lanes);
        var lanes = Enumerable.Range(0, options.Lanes).Select(_ => LaneAsync(waiting.Reader, stoppingToken)).ToArray();
        try
        {
            await ClaimAsync(waiting, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop: what is under way ends first.
        }
        waiting.Writer.Complete();
        await Task.WhenAll(lanes);
    }

    private async Task ClaimAsync(Channel<WebhookClaim> waiting, CancellationToken stop)
    {
        var faults = 0;
        while (await waiting.Writer.WaitToWriteAsync(stop))
        {
            // Taken before looking: a ring in between is then not missed.
            var (happened, asked) = (signal.NextOfAnybody, queued.Next);
            try
            {
                var filled = await feed.FillAsync(told.Names, stop);
                var room = options.Lanes - waiting.Reader.Count;
                var claims = await queue.ClaimAsync(worker, room, options.OfEndpoint, options.Lease, stop);
                foreach (var claim in claims)
                    waiting.Writer.TryWrite(claim);
                if (!filled && claims.Count == 0)
                    await RestAsync(Task.WhenAny(happened, asked), stop);
                faults = 0;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                LogClaiming(fault);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(faults++, 5))), clock, stop);
            }
        }
    }

    private async Task RestAsync(Task ring, CancellationToken stop)
    {
        var due = await queue.NextDueInAsync(stop) ?? options.Poll;
        // What is due and was not claimed waits for another of its endpoint, or is another worker's: look again, but not at once.
        var rest = TimeSpan.FromTicks(Math.Clamp(due.Ticks, TimeSpan.FromMilliseconds(100).Ticks, options.Poll.Ticks));
        await Bell.WaitAsync(ring, rest, clock, stop);
    }

    private async Task LaneAsync(ChannelReader<WebhookClaim> waiting, CancellationToken stop)
    {
        await foreach (var claim in waiting.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (stop.IsCancellationRequested)
                    await queue.ReleaseAsync(claim, CancellationToken.None);
                else
                    await delivering.RunAsync(claim, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await ReleaseAsync(claim);
            }
            catch (Exception fault)
            {
                // The lease ends by itself and somebody tries again; the lane goes on.
                LogDelivering(fault, claim.Delivery.Id.Value);
            }
        }
    }

    private async Task ReleaseAsync(WebhookClaim claim)
    {
        try
        {
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await queue.ReleaseAsync(claim, brief.Token);
        }
        catch (Exception fault)
        {
            LogDelivering(fault, claim.Delivery.Id.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook deliveries could not be read; trying again shortly")]
    private partial void LogClaiming(Exception fault);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Webhook delivery {Id} could not be worked on; its lease will end and it is tried again"
    )]
    private partial void LogDelivering(Exception fault, Guid id);
}
