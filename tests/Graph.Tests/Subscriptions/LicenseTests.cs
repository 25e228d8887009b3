using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.Subscriptions;

/// <summary>R75: licenses of customers' users, also when many ask at once.</summary>
public sealed class LicenseTests(WholePrograms programs)
{
    private const int Racers = 20;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_license_names_a_subscription_that_node_finds(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, name) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var customerUserId = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        var input = new { customerUserId, subscriptionId };
        const string user = "customerUser { licenses { subscriptionId offerName assignedAt } }";

        (await trio.Reseller.Client.RefusalAsync("unassignLicense", input)).ShouldBe("CONFLICT");
        var given = await trio.Reseller.DoAsync("assignLicense", input, user);
        (await trio.Reseller.Client.RefusalAsync("assignLicense", input)).ShouldBe("CONFLICT");

        given.Texts("customerUser.licenses", "offerName").ShouldBe([name]);
        var id = given.Text("customerUser.licenses.0.subscriptionId");
        id.ShouldBe(subscriptionId);
        (await Shop.ReadAsync(trio.Provider.Client, id)).At("assigned").GetInt32().ShouldBe(1);
        (await trio.Reseller.DoAsync("unassignLicense", input, user)).List("customerUser.licenses").ShouldBeEmpty();
        (await Shop.ReadAsync(trio.Reseller.Client, id)).At("assigned").GetInt32().ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Of_twenty_at_once_as_many_get_a_license_as_there_are(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer, quantity: 5);
        var users = await Shop.UsersAsync(trio.Reseller, trio.Customer, Racers);

        var codes = await RaceAsync(
            users.Select(customerUserId => new { customerUserId, subscriptionId }),
            input => trio.Reseller.Client.MutateAsync("assignLicense", input),
            "assignLicense"
        );

        codes.Count(code => code is null).ShouldBe(5);
        codes.Count(code => code is "QUOTA_EXCEEDED").ShouldBe(Racers - 5);
        (await Shop.ReadAsync(trio.Reseller.Client, subscriptionId)).At("assigned").GetInt32().ShouldBe(5);
        (await LicensesAsync(running, subscriptionId)).ShouldBe(5);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Twenty_times_at_once_the_same_user_gets_one_license_and_gives_one_back(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer, quantity: 30);
        var customerUserId = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        var input = new { customerUserId, subscriptionId };

        foreach (var (mutation, left) in ((string, int)[])[("assignLicense", 1), ("unassignLicense", 0)])
        {
            var codes = await RaceAsync(
                Enumerable.Repeat(input, Racers),
                one => trio.Reseller.Client.MutateAsync(mutation, one),
                mutation
            );

            codes.Count(code => code is null).ShouldBe(1, mutation);
            codes.Count(code => code is "CONFLICT").ShouldBe(Racers - 1, mutation);
            (await Shop.ReadAsync(trio.Reseller.Client, subscriptionId)).At("assigned").GetInt32().ShouldBe(left);
            (await LicensesAsync(running, subscriptionId)).ShouldBe(left);
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Nobody_gets_a_license_of_another_customers_subscription(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var second = await running.Program.CustomerAsync(trio.Reseller);
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var customerUserId = (await Shop.UsersAsync(trio.Reseller, second, 1))[0];

        (await trio.Reseller.Client.RefusalAsync("assignLicense", new { customerUserId, subscriptionId })).ShouldBe(
            "NOT_FOUND"
        );
    }

    private static async Task<IReadOnlyList<string?>> RaceAsync<T>(
        IEnumerable<T> inputs,
        Func<T, Task<Reply>> send,
        string mutation
    )
    {
        var replies = await Task.WhenAll(inputs.Select(input => Task.Run(() => send(input))));
        return
        [
            .. replies.Select(reply => reply.DataWithoutErrors().Texts($"{mutation}.errors", "code").SingleOrDefault()),
        ];
    }

    private static async Task<int> LicensesAsync(WholeProgram running, string subscriptionId)
    {
        await using var db = running.Server.Open();
        var id = new CustomerSubscriptionId(GlobalId.Read(NodeKind.Subscription, subscriptionId)!.Value);
        return await db.Licenses.CountAsync(row => row.SubscriptionId == id);
    }
}
