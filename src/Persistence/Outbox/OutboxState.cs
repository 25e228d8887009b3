using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>How the outbox stands at a moment.</summary>
/// <param name="Waiting">Queued or deferred.</param>
/// <param name="Ended">Bounced or dead, and still kept.</param>
/// <param name="OldestDue">How long the mail that should have gone first has been due, by the database's clock; zero where none is.</param>
public sealed record OutboxCounts(
    IReadOnlyDictionary<MailStatus, int> Waiting,
    IReadOnlyDictionary<MailStatus, int> Ended,
    TimeSpan OldestDue
)
{
    public static readonly OutboxCounts Empty = new(
        new Dictionary<MailStatus, int>(),
        new Dictionary<MailStatus, int>(),
        TimeSpan.Zero
    );
}

/// <summary>Counts by the partial indexes of what waits and of what has ended badly: what was sent does not cost anything.</summary>
public sealed class OutboxState(Database database)
{
    private static readonly Tenant AllTenants = Tenant.Everyone(
        "The operator sees how the queue stands, not whose mails are in it."
    );

    public async Task<OutboxCounts> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        var waiting = await CountAsync(
            db.Outbox.Where(message => message.Status == MailStatus.Queued || message.Status == MailStatus.Deferred),
            cancellationToken
        );
        var ended = await CountAsync(
            db.Outbox.Where(message => message.Status == MailStatus.Bounced || message.Status == MailStatus.Dead),
            cancellationToken
        );
        var overdue = await db.Database.SqlQueryRaw<double?>(OutboxSql.Overdue(db)).ToListAsync(cancellationToken);
        return new OutboxCounts(
            waiting,
            ended,
            overdue is [{ } seconds] ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : TimeSpan.Zero
        );
    }

    private static async Task<IReadOnlyDictionary<MailStatus, int>> CountAsync(
        IQueryable<OutboxMessage> messages,
        CancellationToken cancellationToken
    ) =>
        await messages
            .GroupBy(message => message.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
}
