using System.Data.Common;
using System.Diagnostics.Metrics;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Telemetry;

/// <summary>Looks at the outbox four times a minute, for gauges and for /readyz: neither may cost a query each time somebody asks.</summary>
internal sealed class OutboxWatch : BackgroundService
{
    public const string MeterName = "PartnerGraph.Outbox";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly OutboxState state;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxWatch> log;
    private volatile OutboxCounts? last;

    public OutboxWatch(OutboxState state, IMeterFactory meters, TimeProvider clock, ILogger<OutboxWatch> log)
    {
        this.state = state;
        this.clock = clock;
        this.log = log;
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "partnergraph.outbox.mails",
            Depths,
            "{mail}",
            "Mails that are not sent, by status."
        );
        meter.CreateObservableGauge(
            "partnergraph.outbox.oldest_due",
            () => (last ?? OutboxCounts.Empty).OldestDue.TotalSeconds,
            "s",
            "How long the mail that should have gone first has been due."
        );
    }

    /// <summary>As of at most 15 seconds ago.</summary>
    public async Task<OutboxCounts> LastAsync(CancellationToken cancellation) => last ?? await LookAsync(cancellation);

    private async Task<OutboxCounts> LookAsync(CancellationToken cancellation) =>
        last = await state.ReadAsync(cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception away)
                when (away is DbException or InvalidOperationException or IOException or TimeoutException)
            {
                // /readyz tells it; the last numbers stand until the database is back.
                log.LogWarning("The outbox could not be counted: {Fault}", away.GetType().Name);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<Measurement<int>> Depths()
    {
        var now = last ?? OutboxCounts.Empty;
        foreach (
            var status in (MailStatus[])[MailStatus.Queued, MailStatus.Deferred, MailStatus.Bounced, MailStatus.Dead]
        )
        {
            var count = now.Waiting.GetValueOrDefault(status) + now.Ended.GetValueOrDefault(status);
            yield return new Measurement<int>(count, new KeyValuePair<string, object?>("status", Tag(status)));
        }
    }

    private static string Tag(MailStatus status) => status.ToString().ToLowerInvariant();
}
