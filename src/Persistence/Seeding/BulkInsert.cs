using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Seeding;

/// <summary>Writes many rows of one table past the change tracker: COPY and a statement on PostgreSQL, one prepared statement on SQLite.</summary>
internal static class BulkInsert
{
    /// <summary>Within the context's open transaction.</summary>
    public static Task WriteAsync(
        PartnerGraphDb db,
        string table,
        IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    ) =>
        db.Database.GetDbConnection() switch
        {
            NpgsqlConnection postgres => CopyAsync(postgres, table, columns, rows, cancellationToken),
            SqliteConnection sqlite => InsertAsync(sqlite, table, columns, rows, cancellationToken),
            DbConnection other => throw new NotSupportedException($"No bulk insert over {other.GetType().Name}."),
        };

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
    {
        // COPY does not go into a table with row-level security.
        var names = string.Join(", ", columns);
        await connection.DoAsync(
            $"create temp table seeded on commit drop as select {names} from {table} with no data",
            cancellationToken
        );
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                $"copy seeded ({names}) from stdin (format binary)",
                cancellationToken
            )
        )
        {
            foreach (var row in rows)
            {
                await copy.WriteRowAsync(cancellationToken, row);
            }
            await copy.CompleteAsync(cancellationToken);
        }
        await connection.DoAsync(
            $"insert into {table} ({names}) select {names} from seeded; drop table seeded",
            cancellationToken
        );
    }

    private static async Task InsertAsync(
        SqliteConnection connection,
        string table,
        IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
    {
        var names = columns.Select((_, index) => $"$p{index}").ToList();
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", names)})";
        var parameters = names.Select(name => insert.Parameters.AddWithValue(name, DBNull.Value)).ToList();
        await insert.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                parameters[i].Value = OnSqlite(row[i]);
            }
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static object OnSqlite(object? value) =>
        value switch
        {
            null => DBNull.Value,
            Guid id => id.ToString("D").ToUpperInvariant(),
            DateTimeOffset time => time.UtcDateTime.ToString(
                SortableTextConverter.Format,
                CultureInfo.InvariantCulture
            ),
            string[] list => JsonSerializer.Serialize(list),
            _ => value,
        };
}
