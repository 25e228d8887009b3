using Npgsql;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>The connections on which processes of the program listen to PostgreSQL.</summary>
internal static class Listeners
{
    private const string All =
        "from pg_stat_activity where datname = current_database() and query like 'listen %' and pid <> pg_backend_pid()";

    /// <summary>Kills the connection of every host, once each has one (again).</summary>
    public static async Task<int> KillAsync(string database, int hosts)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await CountAsync(connection, $"select count(*) {All}") < hosts)
            await Task.Delay(20, patience.Token);
        return await CountAsync(connection, $"select count(pg_terminate_backend(pid)) {All}");
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
