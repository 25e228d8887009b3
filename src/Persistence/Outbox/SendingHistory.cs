using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>What was sent of late, by all workers: for the caps.</summary>
public sealed class SendingHistory(Database database, TimeProvider clock)
{
    private static readonly Tenant AllTenants = Tenant.Everyone("A recipient's cap counts the mails of all.");

    /// <summary>How long until one more to the same recipient is within the cap; null: now.</summary>
    public Task<TimeSpan?> RecipientFreeInAsync(OutboxMessage message, int cap, TimeSpan window, CancellationToken stop)
    {
        var recipient = message.Recipient;
        return FreeInAsync(row => row.Recipient == recipient, cap, window, stop);
    }

    public Task<TimeSpan?> InviterFreeInAsync(OutboxMessage message, int cap, TimeSpan window, CancellationToken stop)
    {
        if (message.CausedBy is not { } inviter)
            return Task.FromResult<TimeSpan?>(null);
        return FreeInAsync(row => row.CausedBy == inviter, cap, window, stop);
    }

    public Task<TimeSpan?> OrganizationFreeInAsync(
        OutboxMessage message,
        int cap,
        TimeSpan window,
        CancellationToken stop
    )
    {
        var organization = message.OrganizationId;
        return FreeInAsync(row => row.OrganizationId == organization, cap, window, stop);
    }

    /// <summary>How many more may go out within the cap, and where none, how long until one may. What is under way counts.</summary>
    public async Task<(int Room, TimeSpan FreeIn)> RoomAsync(int cap, TimeSpan window, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(AllTenants);
        var underWay = await db.Outbox.CountAsync(
            row => (row.Status == MailStatus.Queued || row.Status == MailStatus.Deferred) && row.LeaseUntil > now,
            stop
        );
        var since = now - window;
        var sent = await db
            .Outbox.Where(row => row.SentAt > since)
            .OrderByDescending(row => row.SentAt)
            .Take(cap)
            .Select(row => row.SentAt)
            .ToListAsync(stop);
        var room = cap - underWay - sent.Count;
        return room > 0 || sent is [] ? (Math.Max(0, room), TimeSpan.Zero) : (0, sent[^1]!.Value - since);
    }

    private async Task<TimeSpan?> FreeInAsync(
        Expression<Func<OutboxMessage, bool>> same,
        int cap,
        TimeSpan window,
        CancellationToken stop
    )
    {
        if (cap == 0)
            return null;
        var since = clock.GetUtcNow() - window;
        await using var db = database.Open(AllTenants);
        var last = await db
            .Outbox.Where(row => row.SentAt > since)
            .Where(same)
            .OrderByDescending(row => row.SentAt)
            .Skip(cap - 1)
            .Select(row => row.SentAt)
            .FirstOrDefaultAsync(stop);
        return last is { } sent ? sent - since : null;
    }
}
