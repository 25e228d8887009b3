using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// The database's clock in SQL. Leases are measured by it alone, so that workers whose own clocks differ never both hold one.
/// </summary>
internal static class DatabaseClock
{
    public const string Sqlite = "(strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z')";
    public const string Postgres = "clock_timestamp()";

    public static string Now(DbContext db) => db.Database.IsSqlite() ? Sqlite : Postgres;

    public static async Task<DateTimeOffset> ReadAsync(PartnerGraphDb db, CancellationToken cancellationToken)
    {
        var sql = $"select {Now(db)} as \"Value\"";
        return (await db.Database.SqlQueryRaw<DateTimeOffset>(sql).ToListAsync(cancellationToken))[0];
    }

    /// <summary>Now plus seconds that are given as parameter <paramref name="parameter"/>, for example {0}.</summary>
    public static string NowPlus(DbContext db, string parameter) =>
        db.Database.IsSqlite()
            ? $"(strftime('%Y-%m-%dT%H:%M:%f', 'now', {parameter} || ' seconds') || '000Z')"
            : $"(clock_timestamp() + make_interval(secs => {parameter}))";

    /// <summary>Seconds as either database takes them in <see cref="NowPlus"/>.</summary>
    public static object Seconds(DbContext db, TimeSpan span) =>
        db.Database.IsSqlite() ? span.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture) : span.TotalSeconds;
}
