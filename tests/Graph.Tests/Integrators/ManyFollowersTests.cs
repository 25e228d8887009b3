using System.Diagnostics;
using System.Globalization;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;
using PartnerGraph.TestHosts.Faults;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>
/// R84 over two processes of the program behind a proxy, with sockets that come back. CI takes 50 of them; PARTNERGRAPH_FOLLOWERS asks
/// for more (`make soak`: 1,000).
/// </summary>
public sealed class ManyFollowersTests
{
    private const int Changes = 30;
    private const int Tokens = 10;

    private const string Follow =
        "subscription($after: String) { organizationEvents(kinds: [SUBSCRIPTION_QUANTITY_CHANGED], after: $after) { position } }";

    private static readonly int Followers = SoakPart.Size("PARTNERGRAPH_FOLLOWERS", 50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60 + Followers / 10);

    [Fact]
    public async Task Nobody_misses_an_event_and_no_request_fails_while_one_of_two_servers_leaves()
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await Installation.MakeAsync(TestDatabase.Postgres);
        var (portOfOne, portOfOther) = (Installation.FreePort(), Installation.FreePort());
        await using var one = await installation.StartAsync(portOfOne);
        await using var other = await installation.StartAsync(portOfOther);
        await using var proxy = TcpProxy.Start(portOfOne, portOfOther);
        await using var balancer = new Balancer(proxy, portOfOne, portOfOther);
        var program = installation.ProgramAt(proxy.Port);
        var reseller = await program.ResellerAsync();
        var subscriptionId = await SubscriptionAsync(installation, program, reseller);
        var first = await ChangeAsync(0);

        var followers = await FollowersAsync(reseller, first);
        try
        {
            var traffic = new Traffic(reseller.Client, "{ viewer { organization { id name } } }", lanes: 4);
            // Live on both: whoever was told this one follows.
            await ChangeAsync(1);
            await AllReachAsync(followers, first + 1);
            var memory = (one.Memory + other.Memory) / 2.0;

            for (var at = 2; at <= Changes; at++)
            {
                if (at % 10 == 5)
                    (await Listeners.KillAsync(installation.ConnectionString, hosts: 2)).ShouldBe(2);
                await ChangeAsync(at);
            }

            await AllReachAsync(followers, first + Changes);
            followers.ShouldAllBe(follower => follower.Ends.Count == 0);

            var leaving = Stopwatch.StartNew();
            one.Terminate();
            (await one.ExitCodeAsync()).ShouldBe(0, one.Errors);
            var gone = leaving.Elapsed;
            await UntilAsync(() => followers.TrueForAll(follower => follower.IsFollowing));
            var back = leaving.Elapsed;
            await ChangeAsync(Changes + 1);
            await AllReachAsync(followers, first + Changes + 1);
            await traffic.GoesOnAsync(by: 50);
            await traffic.StopAsync();

            var closed = followers.Where(follower => follower.Ends.Count > 0).ToList();
            closed.Count.ShouldBeInRange(Followers / 3, Followers * 2 / 3);
            closed.SelectMany(follower => follower.Ends).Distinct().ShouldBe(["1001"]);
            followers.ShouldAllBe(follower =>
                follower.Positions.SequenceEqual(Enumerable.Range(1, Changes + 1).Select(at => first + at))
            );
            traffic.Failures.ShouldBeEmpty();
            SoakPart.Tell(
                "sockets on two servers",
                Followers,
                watch.Elapsed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Changes + 1} events each, in order, none twice; 3 times both listening connections killed; SIGTERM to one: {closed.Count} closed with 1001, gone after {gone.TotalSeconds:0.0} s, all back after {back.TotalSeconds:0.0} s; {traffic.Answered:N0} requests meanwhile, 0 failed; {memory / 1e6:0} MB a server"
                )
            );
        }
        finally
        {
            await Task.WhenAll(followers.Select(follower => follower.DisposeAsync().AsTask()));
        }

        async Task<long> ChangeAsync(int at)
        {
            await reseller.DoAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 10 + (at % 2) });
            return await installation.LastPositionAsync(reseller);
        }
    }

    private static async Task<string> SubscriptionAsync(
        Installation installation,
        PartnerProgram program,
        Member reseller
    )
    {
        var customer = await program.CustomerAsync(reseller);
        var (offer, _) = await Shop.OfferAsync(installation.ImportOffersAsync, reseller);
        return await Shop.SubscriptionAsync(reseller, customer, offer);
    }

    private static async Task<List<SocketFollower>> FollowersAsync(Member reseller, long after)
    {
        var tokens = new List<string>();
        foreach (var at in Enumerable.Range(0, Tokens))
        {
            var made = await reseller.DoAsync(
                "createApiToken",
                new { name = $"Ledger {at}", scopes = new[] { "EVENTS" } },
                "secret"
            );
            tokens.Add(made.Text("secret"));
        }

        return
        [
            .. Enumerable
                .Range(0, Followers)
                .Select(at => new SocketFollower(reseller.Client.Endpoint, tokens[at % Tokens], Follow, after)),
        ];
    }

    private static Task AllReachAsync(List<SocketFollower> followers, long position) =>
        Task.WhenAll(followers.Select(follower => follower.ReachesAsync(position))).WaitAsync(Patience);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(10, patience.Token);
    }
}
