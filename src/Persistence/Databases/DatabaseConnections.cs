using Npgsql;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Connections for whoever keeps rows of its own beside the model.</summary>
public static class DatabaseConnections
{
    internal const string ScheduleSchema = "schedules";

    /// <summary>PostgreSQL for the scheduler: in the role that works for everyone, whose tables lie in a schema that it may make them in.</summary>
    public static string ForSchedules(DatabaseOptions options) =>
        new NpgsqlConnectionStringBuilder(
            ConnectionSettings.InRole(
                ConnectionSettings.Checked(options),
                new DatabaseRoles(options.Roles).Everyone,
                keepsNothing: false
            )
        )
        {
            SearchPath = ScheduleSchema,
        }.ConnectionString;

    internal static async Task DoAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object[] values
    )
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The answer to a question of yes or no.</summary>
    internal static async Task<bool> AskAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object[] values
    )
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    // Locks and tables are waited for as long as it takes.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return command;
    }
}
