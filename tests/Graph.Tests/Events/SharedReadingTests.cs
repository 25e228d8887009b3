using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Events;

/// <summary>An event is read once for all who follow the organization, and decided about for each of them.</summary>
public sealed class SharedReadingTests
{
    private const string Follow =
        "subscription($after: String) { organizationEvents(kinds: [SUBSCRIPTION_QUANTITY_CHANGED], after: $after) { position kind occurredAt } }";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_number_of_reads_does_not_grow_with_the_followers(TestDatabase database)
    {
        const int followers = 40;
        using var statements = new Statements();
        await using var running = await WholeProgram.StartAsync(database);
        statements.Database = Statements.NameOf(running.Server);
        var reseller = await running.Program.ResellerAsync();
        var customer = await running.Program.CustomerAsync(reseller);
        var (offer, _) = await Shop.OfferAsync(running, reseller);
        var subscriptionId = await Shop.SubscriptionAsync(reseller, customer, offer);
        var streams = new List<EventStream>();
        try
        {
            foreach (var _ in Enumerable.Range(0, followers))
                streams.Add(await EventStream.OpenAsync(reseller.Client, Follow));
            // Each is known to follow live as soon as it was told a change.
            await ChangeAsync(0);
            var before = await ToldAsync(streams);

            var changes = 0;
            var read = await statements.OfAsync(async () =>
            {
                await ChangeAsync(++changes);
                (await ToldAsync(streams)).ShouldBe(before + changes);
            });

            // Heard of from the process itself and, on PostgreSQL, once more from the database.
            read.Count(text =>
                    text.Replace("\"", "", StringComparison.Ordinal)
                        .Contains("FROM events AS", StringComparison.Ordinal)
                )
                .ShouldBeInRange(1, 3, string.Join("\n--\n", read));
        }
        finally
        {
            foreach (var stream in streams)
                await stream.DisposeAsync();
        }

        Task ChangeAsync(int by) =>
            reseller.DoAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 10 + by });
    }

    /// <summary>The position that all of them were told.</summary>
    private static async Task<long> ToldAsync(IEnumerable<EventStream> streams)
    {
        var positions = await Task.WhenAll(streams.Select(stream => stream.NextAsync("organizationEvents")));
        return positions.Select(told => long.Parse(told.Text("position"), provider: null)).Distinct().Single();
    }
}
