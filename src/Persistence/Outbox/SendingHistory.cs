using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>What was sent of late, by all workers.</summary>
internal static class SendingHistory
{
    /// <summary>How many more may go out within the cap, and where none, how long until one may. What is under way counts.</summary>
    public static async Task<(int Room, TimeSpan FreeIn)> RoomAsync(
        PartnerGraphDb db,
        int cap,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        var now = await DatabaseClock.ReadAsync(db, cancellationToken);
        var underWay = await db.Outbox.CountAsync(
            row => (row.Status == MailStatus.Queued || row.Status == MailStatus.Deferred) && row.LeaseUntil > now,
            cancellationToken
        );
        var since = now - window;
        var sent = await db
            .Outbox.Where(row => row.SentAt > since)
            .OrderByDescending(row => row.SentAt)
            .Take(cap)
            .Select(row => row.SentAt)
            .ToListAsync(cancellationToken);
        var room = cap - underWay - sent.Count;
        return room > 0 || sent is [] ? (Math.Max(0, room), TimeSpan.Zero) : (0, sent[^1]!.Value - since);
    }
}
