using Microsoft.Extensions.DependencyInjection;
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
                    killed += await Listeners.KillAsync(database, Hosts);
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
}
