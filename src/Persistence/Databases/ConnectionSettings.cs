using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Reads the connection string once, refuses what would break tenancy, and fixes what must hold for every connection.</summary>
internal static class ConnectionSettings
{
    private const string Setting = "Database__ConnectionString";

    /// <summary>Of one connection. To plan a statement with its filters and policies costs several times as much as to run it.</summary>
    private const int PreparedStatements = 100;

    public static string Checked(DatabaseOptions options) =>
        options.Provider switch
        {
            DatabaseProvider.Sqlite => Sqlite(options.ConnectionString),
            DatabaseProvider.Postgres => Postgres(options.ConnectionString, Setting),
        };

    /// <summary>Signs in as whoever owns the tables.</summary>
    public static string Owner(DatabaseOptions options) =>
        options is { Provider: DatabaseProvider.Postgres, OwnerConnectionString: { } owner }
            ? Postgres(owner, "Database__OwnerConnectionString")
            : Checked(options);

    /// <summary>
    /// PostgreSQL: whose sessions begin in this role and come back to it whatever is reset. Only where no session keeps anything (no SET,
    /// no LISTEN, no lock of a session, no temporary table) is the reset between two leases spared, which costs more than the policies do.
    /// </summary>
    public static string InRole(string connectionString, string role, bool keepsNothing)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c role={role}".TrimStart();
        settings.NoResetOnClose = keepsNothing;
        return settings.ConnectionString;
    }

    private static string Sqlite(string connectionString)
    {
        var settings = Parsed(() => new SqliteConnectionStringBuilder(connectionString), Setting);
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

    private static string Postgres(string connectionString, string setting)
    {
        var settings = Parsed(() => new NpgsqlConnectionStringBuilder(connectionString), setting);
        if (settings.Multiplexing)
        {
            throw new DatabaseSettingsException(
                $"{setting} sets Multiplexing=true, which lets requests of different tenants share a connection; remove it."
            );
        }
        if (string.IsNullOrEmpty(settings.Host))
        {
            throw new DatabaseSettingsException($"{setting} names no 'Host' for PostgreSQL.");
        }
        settings.ApplicationName ??= "partnergraph";
        // Npgsql's own reader knows every key, given or not.
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey("MaxAutoPrepare"))
        {
            settings.MaxAutoPrepare = PreparedStatements;
        }
        return settings.ConnectionString;
    }

    private static T Parsed<T>(Func<T> read, string setting)
    {
        try
        {
            return read();
        }
        catch (ArgumentException broken)
        {
            throw new DatabaseSettingsException($"{setting} cannot be read: {broken.Message}");
        }
    }
}
