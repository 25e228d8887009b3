using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using Quartz;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>Looks after endpoints where nothing comes through: warned by mail first, disabled later; and after those whose creator is gone.</summary>
[DisallowConcurrentExecution]
public sealed partial class WatchWebhooksJob(
    Database database,
    WebhookOptions options,
    TimeProvider clock,
    ILogger<WatchWebhooksJob> log
) : IJob
{
    private static readonly Tenant AllTenants = Tenant.Everyone(
        "Endpoints of all organizations are looked after alike."
    );

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (warnBefore, disableBefore) = (now - options.WarnAfter, now - options.DisableAfterWarning);
        await using var db = database.Open(AllTenants);
        var failing = await db
            .WebhookEndpoints.Where(row =>
                row.Status == WebhookEndpointStatus.Active
                && row.FailingSince <= warnBefore
                && (row.WarnedAt == null || row.WarnedAt <= disableBefore)
            )
            .ToListAsync(cancellationToken);
        var orphaned = await db
            .WebhookEndpoints.Where(row =>
                row.Status == WebhookEndpointStatus.Active
                && !db.Users.Any(user => user.Id == row.CreatedBy && user.Active && !user.ConsentPending)
            )
            .ToListAsync(cancellationToken);
        foreach (var endpoint in orphaned)
        {
            endpoint.StopFor(WebhookStopReason.CreatorGone, now);
        }

        foreach (var endpoint in failing)
        {
            if (endpoint.WarnedAt is null)
            {
                endpoint.Warn(now + options.DisableAfterWarning, now);
            }
            else
            {
                endpoint.StopFor(WebhookStopReason.Failing, now);
            }
        }

        // Something came through at one of them, or its owner changed it: the next run takes up the rest.
        if (await db.SaveInRaceAsync(cancellationToken) is SaveResult.Saved)
        {
            LogWatched(failing.Count, orphaned.Count);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Webhook endpoints warned or disabled: {Failing}, without their creator: {Orphaned}"
    )]
    private partial void LogWatched(int failing, int orphaned);
}
