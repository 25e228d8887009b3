using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

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
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
