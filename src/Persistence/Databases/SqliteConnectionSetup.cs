using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// What SQLite keeps per connection. Waiting for a writer is left to SQLite itself (busy_timeout): it wakes up sooner than the
/// driver's own retries.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas =
        "pragma busy_timeout = 30000; pragma foreign_keys = on; pragma synchronous = normal;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        PlanWithoutValues(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        PlanWithoutValues(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// A plan follows from the statement alone. Where the planner looks at a parameter's value to see that a partial index will do, it fails
    /// with "internal query planner error" for a count over two indexes (SQLite 3.50.4).
    /// </summary>
    private static void PlanWithoutValues(DbConnection connection) =>
        raw.sqlite3_db_config(((SqliteConnection)connection).Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
}
