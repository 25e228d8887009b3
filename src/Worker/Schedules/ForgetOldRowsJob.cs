using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Idempotency;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;
using Quartz;

namespace PartnerGraph.Worker.Schedules;

/// <summary>How long is kept what nobody needs any more.</summary>
public sealed record Retention
{
    public static readonly Retention Default = new();

    /// <summary>After the last token of a sign-in has lapsed.</summary>
    public TimeSpan Sessions { get; init; } = TimeSpan.FromDays(30);

    /// <summary>After a sign-in to a partner membership has lapsed.</summary>
    public TimeSpan MembershipSessions { get; init; } = TimeSpan.FromDays(1);

    /// <summary>After it was sent; until then it tells how an invitation was delivered (R83).</summary>
    public TimeSpan SentMails { get; init; } = TimeSpan.FromDays(180);

    /// <summary>After they were queued: dead letters can be replayed as long.</summary>
    public TimeSpan DeadMails { get; init; } = TimeSpan.FromDays(365);

    /// <summary>After they happened; until then they can be replayed.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(180);

    /// <summary>After what it tells was done; null: for good.</summary>
    public TimeSpan? AuditTrail { get; init; } = TimeSpan.FromDays(730);

    /// <summary>After the event became one: the log of a webhook endpoint.</summary>
    public TimeSpan WebhookDeliveries { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>
/// Deletes lapsed sessions and answers to repeated requests, mails that are long done, events that nobody replays any more, and the oldest
/// of the audit trail.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class ForgetOldRowsJob(
    Database database,
    SessionStore sessions,
    Retention retention,
    TimeProvider clock,
    ILogger<ForgetOldRowsJob> log
) : IJob
{
    private static readonly Tenant AllTenants = Tenant.Everyone(
        "Rows of all organizations are forgotten after the same time."
    );

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (membershipsBefore, sentBefore, deadBefore) = (
            now - retention.MembershipSessions,
            now - retention.SentMails,
            now - retention.DeadMails
        );
        await using var db = database.Open(AllTenants);
        var ended = await sessions.DeleteLapsedAsync(db, now - retention.Sessions, cancellationToken);
        var memberships = await db
            .MembershipSessions.Where(session => session.ExpiresAt < membershipsBefore)
            .ExecuteDeleteAsync(cancellationToken);
        var mails = await db
            .Outbox.Where(message =>
                (message.Status == MailStatus.Sent && message.SentAt < sentBefore)
                || (
                    (message.Status == MailStatus.Dead || message.Status == MailStatus.Bounced)
                    && message.CreatedAt < deadBefore
                )
            )
            .ExecuteDeleteAsync(cancellationToken);
        var events = await EventRetention.ForgetAsync(db, now - retention.Events, cancellationToken);
        var answers = await IdempotentRequests.DeleteLapsedAsync(db, now, cancellationToken);
        var acts = retention.AuditTrail is { } kept
            ? await AuditTrail.DeleteBeforeAsync(db, now - kept, cancellationToken)
            : 0;
        var deliveredBefore = now - retention.WebhookDeliveries;
        var deliveries = await db
            .WebhookDeliveries.Where(delivery =>
                (delivery.Status == WebhookDeliveryStatus.Succeeded || delivery.Status == WebhookDeliveryStatus.Failed)
                && delivery.CreatedAt < deliveredBefore
            )
            .ExecuteDeleteAsync(cancellationToken);
        LogForgotten(ended, memberships, mails, events, answers, acts, deliveries);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Forgotten: {Sessions} sessions, {Memberships} membership sessions, {Mails} mails, {Events} events, {Answers} kept answers, {Acts} acts of the audit trail, {Deliveries} webhook deliveries"
    )]
    private partial void LogForgotten(
        int sessions,
        int memberships,
        int mails,
        int events,
        int answers,
        int acts,
        int deliveries
    );
}
