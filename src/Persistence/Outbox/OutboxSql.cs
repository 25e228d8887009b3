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

    /// <summary>Out of a worker's hands without having been sent: it counts against no cap.</summary>
    public const string NotSent = $"{NoLease}, counts_at = null";

    private const string Waiting = "status in ('Queued', 'Deferred')";

    /// <summary>
    /// The oldest due message of each organization, from the one after {3} on: organizations are stepped through by their index, so
    /// that the length of anybody's queue does not matter. {0} worker, {1} lease in seconds, {2} batch.
    /// </summary>
    public static string ClaimInTurn(DbContext db)
    {
        var head =
            $"select id from outbox where organization_id = tenants.tenant and {Due(db)} order by next_attempt_at, id limit 1";
        var heads = db.Database.IsSqlite()
            ? $"select id from (select ({head}) as id from tenants) where id is not null"
            : $"select head.id from tenants cross join lateral ({head} for update skip locked) as head";
        return $$"""
            with recursive tenants(tenant) as (
                select {{NextTenant("{3}")}}
                union all
                select {{NextTenant("tenants.tenant")}} from tenants where tenants.tenant is not null
            ),
            picked as materialized ({{heads}} limit {2})
            {{ClaimPicked(db)}}
            """;
    }

    /// <summary>The oldest due messages of all. {0} worker, {1} lease in seconds, {2} batch.</summary>
    public static string ClaimOldest(DbContext db)
    {
        var skipLocked = db.Database.IsSqlite() ? "" : "for update skip locked";
        return $$"""
            with picked as materialized (
                select id from outbox where {{Due(db)}} order by next_attempt_at, id limit {2} {{skipLocked}}
            )
            {{ClaimPicked(db)}}
            """;
    }

    private static string NextTenant(string after) =>
        $"(select organization_id from outbox where {Waiting} and organization_id > {after} order by organization_id limit 1)";

    // The time is asked for once, as a subquery: the index then leads past all that is not due yet.
    private static string Due(DbContext db)
    {
        var now = $"(select {DatabaseClock.Now(db)})";
        return $"{Waiting} and next_attempt_at <= {now} and (lease_until is null or lease_until < {now})";
    }

    private static string ClaimPicked(DbContext db)
    {
        var until = DatabaseClock.NowPlus(db, "{1}");
        return $$"""
            update outbox
            set lease_owner = {0}, lease_until = {{until}}, lease_epoch = lease_epoch + 1, attempts = attempts + 1
            where id in (select id from picked)
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
            update outbox set status = 'Queued', next_attempt_at = {{DatabaseClock.Now(db)}}, {{NotSent}}
            where id = {0} and status in ('Dead', 'Bounced')
            """;

    public static string ReplayAll(DbContext db) =>
        $"""
            update outbox set status = 'Queued', next_attempt_at = {DatabaseClock.Now(db)}, {NotSent}
            where status in ('Dead', 'Bounced')
            """;

    /// <summary>{0} id, {1} reason. What a worker holds at this moment is not dropped: it may be on its way.</summary>
    public static string Drop(DbContext db) =>
        $$"""
            update outbox set status = 'Dead', last_error = {1}, {{NotSent}}
            where id = {0} and {{Waiting}} and (lease_until is null or lease_until < {{DatabaseClock.Now(db)}})
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

    /// <summary>Seconds since the oldest waiting mail became due; negative where none is due yet.</summary>
    public static string Overdue(DbContext db)
    {
        const string waiting = "from outbox where status in ('Queued', 'Deferred')";
        return db.Database.IsSqlite()
            ? $"select (julianday('now') - julianday(min(next_attempt_at))) * 86400.0 as \"Value\" {waiting}"
            : $"select extract(epoch from clock_timestamp() - min(next_attempt_at))::double precision as \"Value\" {waiting}";
    }
}
