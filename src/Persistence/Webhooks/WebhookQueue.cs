using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Webhooks;

/// <summary>
/// The workers' side of deliveries: claims are leases by the database's clock with an epoch, as in the outbox; every result names its epoch and is
/// refused where another worker has claimed the delivery since.
/// </summary>
public sealed class WebhookQueue(Database database, TimeProvider clock)
{
    private static readonly Tenant AllTenants = Tenant.Everyone("A worker delivers the events of all organizations.");

    private const string BrokenOff =
        "It was broken off before the result was written down; the receiver may have had it.";

    // Whose turn was last; each process has its own round.
    private volatile Turn turn = new(Guid.Empty);

    private sealed record Turn(Guid Endpoint);

    /// <summary>
    /// Due deliveries of each endpoint in turn, never more than <paramref name="ofEndpoint"/> at once of one, and one alone of an endpoint that
    /// fails: so nobody waits for somebody else's receiver. A claim counts as an attempt, so that a crash is one too, and the log tells it.
    /// </summary>
    public async Task<IReadOnlyList<WebhookClaim>> ClaimAsync(
        string worker,
        int batch,
        int ofEndpoint,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        object[] values = [worker, DatabaseClock.Seconds(db, lease), batch, ofEndpoint, turn.Endpoint, BrokenOff];
        var rows = await db
            .WebhookDeliveries.FromSqlRaw(WebhookSql.Claim(db), values)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        db.WebhookAttempts.AddRange(rows.Where(row => row.LastError == BrokenOff).Select(Lost));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        turn = new Turn(rows.Count == 0 ? Guid.Empty : rows.Max(row => row.EndpointId.Value));
        return [.. rows.OrderBy(row => row.Id.Value).Select(row => new WebhookClaim(row, worker, row.LeaseEpoch))];
    }

    /// <summary>
    /// It came through, and be it a test: the endpoint is well again. Where that takes something back, whoever has read the endpoint before
    /// and is about to warn or to stop it meets another version.
    /// </summary>
    public Task<bool> SucceededAsync(WebhookClaim claim, WebhookAttempt attempt, CancellationToken cancellationToken) =>
        CloseAsync(
            claim,
            attempt,
            db => $"status = 'Succeeded', succeeded_at = {DatabaseClock.Now(db)}, last_error = null",
            TimeSpan.Zero,
            endpoint =>
                endpoint
                    .Where(row => row.FailingSince != null || row.WarnedAt != null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.FailingSince, (DateTimeOffset?)null)
                                .SetProperty(row => row.WarnedAt, (DateTimeOffset?)null)
                                .SetProperty(
                                    row => EF.Property<int>(row, ModelConventions.Version),
                                    row => EF.Property<int>(row, ModelConventions.Version) + 1
                                ),
                        cancellationToken
                    ),
            cancellationToken
        );

    /// <summary>Not this time: again after the delay by the database's clock, or never where there is none.</summary>
    public Task<bool> FailedAsync(
        WebhookClaim claim,
        WebhookAttempt attempt,
        TimeSpan? delay,
        CancellationToken cancellationToken
    ) =>
        CloseAsync(
            claim,
            attempt,
            db =>
                delay is null
                    ? "status = 'Failed', last_error = {4}"
                    : $"status = 'Retrying', next_attempt_at = {DatabaseClock.NowPlus(db, "{3}")}, last_error = {{4}}",
            delay ?? TimeSpan.Zero,
            endpoint =>
                // A test that fails says nothing: nobody has missed an event.
                claim.Delivery.Position
                    is null
                    ? Task.CompletedTask
                    : endpoint
                        .Where(row => row.FailingSince == null)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(row => row.FailingSince, attempt.At),
                            cancellationToken
                        ),
            cancellationToken
        );

    /// <summary>Not begun after all: free for the next one, and no attempt counted.</summary>
    public async Task ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        await db.Database.ExecuteSqlRawAsync(
            WebhookSql.Write("attempts = attempts - 1"),
            [claim.Delivery.Id.Value, claim.Worker, claim.Epoch],
            cancellationToken
        );
    }

    /// <summary>When the next delivery becomes due, as a wait by the database's clock; null when none is waiting.</summary>
    public async Task<TimeSpan?> NextDueInAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        var seconds = await db.Database.SqlQueryRaw<double?>(WebhookSql.NextDue(db)).ToListAsync(cancellationToken);
        return seconds is [{ } wait] ? TimeSpan.FromSeconds(Math.Max(0, wait)) : null;
    }

    /// <summary>Again from the start, at once. A worker that has one of them in hand is no longer heard.</summary>
    public static async Task<int> QueueAgainAsync(
        PartnerGraphDb db,
        IQueryable<WebhookDelivery> deliveries,
        CancellationToken cancellationToken
    )
    {
        var now = (await db.Database.SqlQueryRaw<DateTimeOffset>(WebhookSql.Now(db)).ToListAsync(cancellationToken))[0];
        return await deliveries.ExecuteUpdateAsync(
            set =>
                set.SetProperty(row => row.Status, WebhookDeliveryStatus.Pending)
                    .SetProperty(row => row.Attempts, 0)
                    .SetProperty(row => row.NextAttemptAt, now)
                    .SetProperty(row => row.LeaseEpoch, row => row.LeaseEpoch + 1)
                    .SetProperty(row => row.LeaseOwner, (string?)null)
                    .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken
        );
    }

    /// <summary>The attempt of a worker that was killed: when it was, and what came of it, nobody knows.</summary>
    private WebhookAttempt Lost(WebhookDelivery delivery)
    {
        var now = clock.GetUtcNow();
        return new WebhookAttempt
        {
            Id = Guid.CreateVersion7(now),
            OrganizationId = delivery.OrganizationId,
            DeliveryId = delivery.Id,
            At = now,
            Error = BrokenOff,
        };
    }

    private async Task<bool> CloseAsync(
        WebhookClaim claim,
        WebhookAttempt attempt,
        Func<PartnerGraphDb, string> assignments,
        TimeSpan delay,
        Func<IQueryable<WebhookEndpoint>, Task> noteEndpoint,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        object[] values =
        [
            claim.Delivery.Id.Value,
            claim.Worker,
            claim.Epoch,
            DatabaseClock.Seconds(db, delay),
            attempt.Error ?? "",
        ];
        var written = await db.Database.ExecuteSqlRawAsync(
            WebhookSql.Write(assignments(db)),
            values,
            cancellationToken
        );
        // What was sent was sent: the log tells it also where the result comes too late.
        db.WebhookAttempts.Add(attempt);
        await db.SaveChangesAsync(cancellationToken);
        if (written == 1)
        {
            await noteEndpoint(db.WebhookEndpoints.Where(row => row.Id == claim.Delivery.EndpointId));
        }

        await transaction.CommitAsync(cancellationToken);
        return written == 1;
    }
}
