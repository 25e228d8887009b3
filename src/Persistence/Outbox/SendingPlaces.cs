using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>Whose mails a cap counts.</summary>
public enum CapOf
{
    Recipient,
    Inviter,
    Organization,
}

/// <param name="Most">How many mails within the window; 0: not limited.</param>
public sealed record SendingCap(CapOf Of, int Most);

/// <summary>Whether a mail may go now.</summary>
public abstract record SendingPlace
{
    private SendingPlace() { }

    /// <summary>It counts from now on, until it is sent or put off.</summary>
    public sealed record Now : SendingPlace;

    /// <summary>It has a place of its own <paramref name="In"/> this time, behind all that wait for the same.</summary>
    public sealed record Later(TimeSpan In, SendingCap Reached) : SendingPlace;

    /// <summary>Another worker holds it by now.</summary>
    public sealed record Lost : SendingPlace;
}

/// <summary>
/// Gives out places within the caps: any span of the window's length holds no more of them than a cap allows, by all workers together. Mails
/// of the same recipient, inviter or organization are looked at one after the other; one that is let through counts before it is sent.
/// </summary>
public sealed class SendingPlaces(Database database)
{
    private static readonly Tenant AllTenants = Tenant.Everyone("A recipient's cap counts the mails of all.");

    public async Task<SendingPlace> TakeAsync(
        OutboxClaim claim,
        IReadOnlyList<SendingCap> caps,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        var limits = caps.Where(cap => cap.Most > 0)
            .Select(cap => Limit.Of(cap, claim.Message))
            .OfType<Limit>()
            .ToList();
        if (limits.Count == 0)
        {
            return new SendingPlace.Now();
        }

        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SendingHold.TakeAsync(db, limits.Select(limit => limit.Key), cancellationToken);
        var now = await DatabaseClock.ReadAsync(db, cancellationToken);
        var own = claim.Message.CountsAt;
        var (at, reached) = (now, (SendingCap?)null);
        foreach (var limit in limits)
        {
            if (await FreeAtAsync(db, claim, limit, own, now, window, cancellationToken) is { } free && free > at)
            {
                (at, reached) = (free, limit.Cap);
            }
        }
        // Who waits already keeps the place, whoever has come behind.
        if (reached is not null && own > now && own < at)
        {
            at = own.Value;
        }

        if (!await CountAsync(db, claim, at, cancellationToken))
        {
            return new SendingPlace.Lost();
        }
        await transaction.CommitAsync(cancellationToken);
        return reached is null ? new SendingPlace.Now() : new SendingPlace.Later(at - now, reached);
    }

    /// <summary>When one more is within the limit; null: now.</summary>
    private static async Task<DateTimeOffset?> FreeAtAsync(
        PartnerGraphDb db,
        OutboxClaim claim,
        Limit limit,
        DateTimeOffset? own,
        DateTimeOffset now,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        var (id, since) = (claim.Message.Id, now - window);
        var others = db.Outbox.Where(limit.Same).Where(row => row.Id != id && row.CountsAt > since);
        // Whose turn it is looks at those before it; whoever comes anew stands behind all that wait.
        if (own <= now)
        {
            others = others.Where(row => row.CountsAt <= now);
        }
        var last = await others
            .OrderByDescending(row => row.CountsAt)
            .Skip(limit.Cap.Most - 1)
            .Select(row => row.CountsAt)
            .FirstOrDefaultAsync(cancellationToken);
        return last + window;
    }

    private static async Task<bool> CountAsync(
        PartnerGraphDb db,
        OutboxClaim claim,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var (id, worker, epoch) = (claim.Message.Id, claim.Worker, claim.Epoch);
        DateTimeOffset? countsAt = at;
        return await db
                .Outbox.Where(row => row.Id == id && row.LeaseOwner == worker && row.LeaseEpoch == epoch)
                .Where(row => row.Status == MailStatus.Queued || row.Status == MailStatus.Deferred)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CountsAt, countsAt), cancellationToken) == 1;
    }

    /// <summary>A cap on one recipient, inviter or organization.</summary>
    private sealed record Limit(SendingCap Cap, string Key, Expression<Func<OutboxMessage, bool>> Same)
    {
        public static Limit? Of(SendingCap cap, OutboxMessage message)
        {
            var (recipient, inviter, organization) = (message.Recipient, message.CausedBy, message.OrganizationId);
            return cap.Of switch
            {
                CapOf.Recipient => new Limit(cap, $"recipient {recipient}", row => row.Recipient == recipient),
                CapOf.Inviter when inviter is null => null,
                CapOf.Inviter => new Limit(cap, $"inviter {inviter.Value.Value}", row => row.CausedBy == inviter),
                CapOf.Organization => new Limit(
                    cap,
                    $"organization {organization.Value}",
                    row => row.OrganizationId == organization
                ),
            };
        }
    }
}
