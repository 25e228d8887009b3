using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>
/// The statements that need the database's clock or its row locks. Each is one statement, so that SQLite takes its write lock at
/// once and PostgreSQL's claimers step over each other's rows.
/// </summary>
internal static class OutboxSql
{
    public const string NoLease = "lease_owner = null, lease_until = null";

    /// <summary>{0} worker, {1} lease in seconds, {2} batch.</summary>
    public static string Claim(DbContext db)
    {
        var now = DatabaseClock.Now(db);
        var skipLocked = db.Database.IsSqlite() ? "" : "for update skip locked";
        return $$"""
            update outbox
            set lease_owner = {0}, lease_until = {{DatabaseClock.NowPlus(
                db,
                "{1}"
            )}}, lease_epoch = lease_epoch + 1, attempts = attempts + 1
            where id in (
                select id from outbox
                where status in ('Queued', 'Deferred')
                    and next_attempt_at <= {{now}}
                    and (lease_until is null or lease_until < {{now}})
                order by next_attempt_at, id
                limit {2}
                {{skipLocked}}
            )
            returning *
            """;
    }

    /// <summary>{0} id, {1} worker, {2} epoch; {3} and {4} belong to the assignments.</summary>
    public static string Write(string assignments) =>
        $$"""
            update outbox set {{assignments}}
            where id = {0} and lease_owner = {1} and lease_epoch = {2} and status in ('Queued', 'Deferred')
            """;

    /// <summary>{0} id.</summary>
    public static string Replay(DbContext db) =>
        $$"""
            update outbox set status = 'Queued', next_attempt_at = {{DatabaseClock.Now(db)}}, {{NoLease}}
            where id = {0} and status in ('Dead', 'Bounced')
            """;

    public static string NextDue(DbContext db)
    {
        const string due = "max(next_attempt_at, coalesce(lease_until, next_attempt_at))";
        const string dueOnPostgres = "greatest(next_attempt_at, coalesce(lease_until, next_attempt_at))";
        const string waiting = "from outbox where status in ('Queued', 'Deferred')";
        return db.Database.IsSqlite()
            ? $"select (julianday(min({due})) - julianday('now')) * 86400.0 as \"Value\" {waiting}"
            : $"select extract(epoch from min({dueOnPostgres}) - clock_timestamp())::double precision as \"Value\" {waiting}";
    }
}
