using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>
/// Claims what is due and hands it to parallel lanes. Claimed before sending: a crash then delays a mail, where the other
/// order would send it twice. Any number of these may run, in any number of processes.
/// </summary>
public sealed partial class OutboxDispatcher : BackgroundService
{
    private static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CapRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ServerWindow = TimeSpan.FromMinutes(1);

    private readonly OutboxQueue _queue;
    private readonly OutboxSignal _signal;
    private readonly MailDelivery _delivery;
    private readonly int _serverCap;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxDispatcher> _log;
    private readonly string _worker;

    public OutboxDispatcher(
        OutboxQueue queue,
        OutboxSignal signal,
        MailDelivery delivery,
        MailOptions mail,
        DispatchOptions options,
        TimeProvider clock,
        ILogger<OutboxDispatcher> log
    )
    {
        _queue = queue;
        _signal = signal;
        _delivery = delivery;
        _serverCap = mail.Caps.ServerPerMinute;
        _options = options;
        _clock = clock;
        _log = log;
        _worker = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7(clock.GetUtcNow()):N}";
    }

    private sealed record Held(OutboxClaim Claim, long ClaimedAt);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // As many again may wait as are under way: enough to keep the lanes busy, few enough for other workers to share.
        var waiting = Channel.CreateBounded<Held>(_options.Lanes);
        var lanes = Enumerable.Range(0, _options.Lanes).Select(_ => LaneAsync(waiting.Reader, stoppingToken)).ToArray();
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

    private async Task ClaimAsync(Channel<Held> waiting, CancellationToken stop)
    {
        var faults = 0;
        while (await waiting.Writer.WaitToWriteAsync(stop))
        {
            // Taken before looking: a ring in between is then not missed.
            var ring = _signal.Next;
            try
            {
                var room = _options.Lanes - waiting.Reader.Count;
                var claimedAt = _clock.GetTimestamp();
                var (claims, fullFor) = await ClaimAsync(room, stop);
                faults = 0;
                if (fullFor is { } rest)
                {
                    await Task.Delay(
                        TimeSpan.FromTicks(Math.Clamp(rest.Ticks, LeastRest.Ticks, CapRest.Ticks)),
                        _clock,
                        stop
                    );
                    continue;
                }
                // This is the only writer, and there is room: nothing that is claimed is lost here.
                foreach (var claim in claims)
                    waiting.Writer.TryWrite(new Held(claim, claimedAt));
                if (claims.Count < room)
                    await RestAsync(ring, stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                LogClaiming(fault);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(faults++, 5))), _clock, stop);
            }
        }
    }

    private async Task<(IReadOnlyList<OutboxClaim> Claims, TimeSpan? FullFor)> ClaimAsync(
        int room,
        CancellationToken stop
    ) =>
        _serverCap == 0
            ? (await _queue.ClaimAsync(_worker, room, _options.Lease, stop), null)
            : await _queue.ClaimWithinAsync(_worker, room, _options.Lease, _serverCap, ServerWindow, stop);

    private async Task RestAsync(Task ring, CancellationToken stop)
    {
        var due = await _queue.NextDueInAsync(stop) ?? _options.Poll;
        // A due row that was not claimed is held by another worker: look again, but not at once.
        var rest = TimeSpan.FromTicks(Math.Clamp(due.Ticks, LeastRest.Ticks, _options.Poll.Ticks));
        await Bell.WaitAsync(ring, rest, _clock, stop);
    }

    private async Task LaneAsync(ChannelReader<Held> waiting, CancellationToken stop)
    {
        await foreach (var held in waiting.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (stop.IsCancellationRequested)
                    await ReleaseAsync(held.Claim);
                else if (await IsStillOursAsync(held, stop))
                    await DeliverAsync(held.Claim, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await ReleaseAsync(held.Claim);
            }
            catch (Exception fault)
            {
                // The lease ends by itself and somebody tries again; the lane goes on.
                LogDelivering(fault, held.Claim.Message.Id);
            }
        }
    }

    /// <summary>What has waited for a lane for long gets a fresh lease, or belongs to somebody else by now.</summary>
    private async Task<bool> IsStillOursAsync(Held held, CancellationToken stop) =>
        _clock.GetElapsedTime(held.ClaimedAt) < _options.Lease / 3
        || await _queue.RenewAsync(held.Claim, _options.Lease, stop);

    private async Task DeliverAsync(OutboxClaim claim, CancellationToken stop)
    {
        using var done = new CancellationTokenSource();
        var renewing = KeepLeaseAsync(claim, done.Token);
        try
        {
            await _delivery.RunAsync(claim, stop);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    private async Task KeepLeaseAsync(OutboxClaim claim, CancellationToken done)
    {
        try
        {
            do await Task.Delay(_options.Lease / 3, _clock, done);
            while (await _queue.RenewAsync(claim, _options.Lease, done));
        }
        catch (OperationCanceledException)
        {
            // The mail is through.
        }
        catch (Exception fault)
        {
            LogRenewing(fault, claim.Message.Id);
        }
    }

    private async Task ReleaseAsync(OutboxClaim claim)
    {
        try
        {
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _queue.ReleaseAsync(claim, brief.Token);
        }
        catch (Exception fault)
        {
            LogDelivering(fault, claim.Message.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; trying again shortly")]
    private partial void LogClaiming(Exception fault);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Mail {Id} could not be worked on; its lease will end and it is tried again"
    )]
    private partial void LogDelivering(Exception fault, Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of mail {Id} could not be renewed")]
    private partial void LogRenewing(Exception fault, Guid id);
}
