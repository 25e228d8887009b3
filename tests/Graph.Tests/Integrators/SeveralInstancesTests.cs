using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>R84 over two hosts of the program on one PostgreSQL, whose notifications get lost with their connections.</summary>
public sealed class SeveralInstancesTests
{
    private const int Changes = 60;
    private const int Hosts = 2;

    private const string Follow = """
        subscription($after: String) {
          organizationEvents(kinds: [SUBSCRIPTION_QUANTITY_CHANGED], after: $after) { position }
        }
        """;

    [Fact]
    public async Task Nobody_misses_an_event_or_gets_one_twice_while_the_listening_connections_are_killed()
    {
        await using var running = await WholeProgram.StartAsync(TestDatabase.Postgres);
        var database = running.Server.Services.GetRequiredService<DatabaseOptions>().ConnectionString;
        await using var other = await GraphServer.StartAsync(
            TestDatabase.Sqlite,
            ("Database__Provider", "Postgres"),
            ("Database__ConnectionString", database)
        );
        var reseller = await running.Program.ResellerAsync();
        var customer = await running.Program.CustomerAsync(reseller);
        var (offer, _) = await Shop.OfferAsync(running, reseller);
        var subscriptionId = await Shop.SubscriptionAsync(reseller, customer, offer);
        await using var here = await EventStream.OpenAsync(reseller.Client, Follow);
        await using var there = await EventStream.OpenAsync(
            new GraphClient(other.Address, reseller.Client.Token),
            Follow
        );
        // Both are known to run as soon as they have told the first change.
        await ChangeAsync(reseller, subscriptionId, 0);
        var (first, same) = (await PositionAsync(here), await PositionAsync(there));
        same.ShouldBe(first);

        var killed = 0;
        var changing = Task.Run(async () =>
        {
            for (var at = 1; at < Changes; at++)
            {
                if (at % 20 == 10)
                    killed += await KillListenersAsync(database);
                await ChangeAsync(reseller, subscriptionId, at);
            }
        });
        var told = await Task.WhenAll(ReadAsync(here), ReadAsync(there));
        await changing;

        killed.ShouldBe(3 * Hosts);
        var expected = Enumerable.Range(1, Changes - 1).Select(at => first + at);
        foreach (var positions in told)
            positions.ShouldBe(expected);
        await using var replayed = await EventStream.OpenAsync(
            reseller.Client,
            Follow,
            new { after = first.ToString(provider: null) }
        );
        (await ReadAsync(replayed)).ShouldBe(expected);
    }

    private static async Task<List<long>> ReadAsync(EventStream stream)
    {
        var positions = new List<long>();
        while (positions.Count < Changes - 1)
            positions.Add(await PositionAsync(stream));
        return positions;
    }

    private static async Task<long> PositionAsync(EventStream stream) =>
        long.Parse((await stream.NextAsync("organizationEvents")).Text("position"), provider: null);

    private static Task ChangeAsync(Member reseller, string subscriptionId, int at) =>
        reseller.DoAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 10 + (at % 2) });

    /// <summary>Kills the connection of every host, once each has one (again).</summary>
    private static async Task<int> KillListenersAsync(string database)
    {
        const string listeners =
            "from pg_stat_activity where datname = current_database() and query like 'listen %' and pid <> pg_backend_pid()";
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await CountAsync(connection, $"select count(*) {listeners}") < Hosts)
            await Task.Delay(20, patience.Token);
        return await CountAsync(connection, $"select count(pg_terminate_backend(pid)) {listeners}");
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
