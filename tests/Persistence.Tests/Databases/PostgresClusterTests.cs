using Npgsql;
using PartnerGraph.TestHosts;

namespace PartnerGraph.Persistence.Tests.Databases;

public sealed class PostgresClusterTests
{
    [Fact]
    public async Task A_fresh_database_answers_and_is_gone_after_dispose()
    {
        var cluster = PostgresCluster.Required();
        string connectionString;
        await using (var database = await cluster.CreateDatabaseAsync("cluster"))
        {
            connectionString = database.ConnectionString;
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var command = source.CreateCommand("select 1");
            (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }
        await using var gone = NpgsqlDataSource.Create(connectionString);
        await Should.ThrowAsync<PostgresException>(async () => await gone.OpenConnectionAsync());
    }
}
