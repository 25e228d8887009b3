using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Webhooks;

/// <summary>The statements that need the database's clock or its row locks, each as one statement.</summary>
internal static class WebhookSql
{
    private const string Waiting = "status in ('Pending', 'Retrying')";

    // One at a time where nothing comes through: a probe, not a queue.
    private const string Room = "(case when endpoint.failing_since is null then {3} else 1 end)";

    /// <summary>
    /// {0} worker, {1} lease in seconds, {2} batch, {3} most of one endpoint, {4} the endpoint whose turn was last, {5} what is said of a
    /// delivery whose worker has not come back. Whoever comes back gives up its lease; one that is still there has lapsed.
    /// </summary>
    public static string Claim(DbContext db) =>
        $$"""
            with picked as materialized ({{(db.Database.IsSqlite() ? DueOnSqlite : DueOnPostgres)}})
            update webhook_deliveries
            set lease_owner = {0}, lease_until = {{DatabaseClock.NowPlus(db, "{1}")}},
                lease_epoch = lease_epoch + 1, attempts = attempts + 1,
                last_error = case when lease_owner is not null then {5} when last_error = {5} then null else last_error end
            where id in (select id from picked)
            returning *
            """;

    private static string Busy(string now) =>
        $"""
            (select count(*) from webhook_deliveries as busy
             where busy.endpoint_id = endpoint.id and busy.{Waiting} and busy.lease_until >= (select {now}))
            """;

    private static string Due(string now) =>
        $"""
            delivery.{Waiting} and delivery.next_attempt_at <= (select {now})
            and (delivery.lease_until is null or delivery.lease_until < (select {now}))
            """;

    private static readonly string DueOnPostgres = $$"""
        select due.id from webhook_endpoints as endpoint
        cross join lateral (
            select delivery.id from webhook_deliveries as delivery
            where delivery.endpoint_id = endpoint.id and {{Due(DatabaseClock.Postgres)}}
            order by delivery.next_attempt_at, delivery.id
            limit greatest(0, {{Room}} - {{Busy(DatabaseClock.Postgres)}})
            for update skip locked
        ) as due
        where endpoint.status = 'Active'
        order by endpoint.id > {4} desc, endpoint.id
        limit {2}
        """;

    private static readonly string DueOnSqlite = $$"""
        select id from (
            select delivery.id as id, endpoint.id > {4} as next_turn,
                   row_number() over (partition by endpoint.id order by delivery.next_attempt_at, delivery.id) as place,
                   {{Room}} - {{Busy(DatabaseClock.Sqlite)}} as room
            from webhook_endpoints as endpoint join webhook_deliveries as delivery on delivery.endpoint_id = endpoint.id
            where endpoint.status = 'Active' and {{Due(DatabaseClock.Sqlite)}}
        )
        where place <= room
        order by place, next_turn desc limit {2}
        """;

    /// <summary>{0} id, {1} worker, {2} epoch; {3} and {4} belong to the assignments.</summary>
    public static string Write(string assignments) =>
        $$"""
            update webhook_deliveries set {{assignments}}, lease_owner = null, lease_until = null
            where id = {0} and lease_owner = {1} and lease_epoch = {2} and {{Waiting}}
            """;

    public static string Now(DbContext db) => $"select {DatabaseClock.Now(db)} as \"Value\"";

    public static string NextDue(DbContext db)
    {
        const string from =
            $"from webhook_deliveries as delivery join webhook_endpoints as endpoint on endpoint.id = delivery.endpoint_id where delivery.{Waiting} and endpoint.status = 'Active'";
        return db.Database.IsSqlite()
            ? $"select (julianday(min(max(next_attempt_at, coalesce(lease_until, next_attempt_at)))) - julianday('now')) * 86400.0 as \"Value\" {from}"
            : $"select extract(epoch from min(greatest(next_attempt_at, coalesce(lease_until, next_attempt_at))) - clock_timestamp())::double precision as \"Value\" {from}";
    }
}
