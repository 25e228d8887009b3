using Microsoft.Data.Sqlite;
using Npgsql;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Reads the connection string once, refuses what would break tenancy, and fixes what must hold for every connection.</summary>
internal static class ConnectionSettings
{
    public static string Checked(DatabaseOptions options) =>
        options.Provider switch
        {
            DatabaseProvider.Sqlite => Sqlite(options.ConnectionString),
            DatabaseProvider.Postgres => Postgres(options.ConnectionString),
        };

    private static string Sqlite(string connectionString)
    {
        var settings = Parsed(() => new SqliteConnectionStringBuilder(connectionString));
        if (settings.DataSource.Length == 0)
        {
            throw new DatabaseSettingsException("Database__ConnectionString names no 'Data Source' for SQLite.");
        }
        if (settings.DataSource.Contains(":memory:", StringComparison.Ordinal))
        {
            throw new DatabaseSettingsException(
                "Database__ConnectionString names a SQLite database in memory; it must be a file, since every connection would see another one."
            );
        }
        settings.ForeignKeys = true;
        settings.Pooling = true;
        settings.DefaultTimeout = Math.Max(settings.DefaultTimeout, 30);
        return settings.ConnectionString;
    }

    private static string Postgres(string connectionString)
    {
        var settings = Parsed(() => new NpgsqlConnectionStringBuilder(connectionString));
        if (settings.Multiplexing)
        {
            throw new DatabaseSettingsException(
                "Database__ConnectionString sets Multiplexing=true, which lets requests of different tenants share a connection; remove it."
            );
        }
        if (string.IsNullOrEmpty(settings.Host))
        {
            throw new DatabaseSettingsException("Database__ConnectionString names no 'Host' for PostgreSQL.");
        }
        settings.ApplicationName ??= "partnergraph";
        return settings.ConnectionString;
    }

    private static T Parsed<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException broken)
        {
            throw new DatabaseSettingsException($"Database__ConnectionString cannot be read: {broken.Message}");
        }
    }
}
