using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Subscriptions;

/// <summary>R44, R71, R75 over HTTP: quantities, states, and who may.</summary>
public sealed class ManageSubscriptionTests(WholePrograms programs)
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R71_R75_The_quantity_changes_but_never_below_what_is_assigned(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer, quantity: 2);
        foreach (var customerUserId in await Shop.UsersAsync(trio.Reseller, trio.Customer, 2))
            await trio.Reseller.DoAsync("assignLicense", new { customerUserId, subscriptionId });
        object To(int quantity) => new { subscriptionId, quantity };

        (await trio.Reseller.Client.RefusalAsync("changeSubscriptionQuantity", To(1))).ShouldBe("INVALID");
        (await trio.Reseller.Client.RefusalAsync("changeSubscriptionQuantity", To(0))).ShouldBe("INVALID");
        var more = await trio.Reseller.DoAsync("changeSubscriptionQuantity", To(9), Shop.Subscription);
        more.At("subscription.quantity").GetInt32().ShouldBe(9);
        more.At("subscription.assigned").GetInt32().ShouldBe(2);
        await trio.Reseller.DoAsync("changeSubscriptionQuantity", To(2));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R75_A_suspended_subscription_changes_nothing_until_it_is_reactivated(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var users = await Shop.UsersAsync(trio.Reseller, trio.Customer, 2);
        var (held, wanted) = (users[0], users[1]);
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId = held, subscriptionId });
        var client = trio.Reseller.Client;

        (await client.RefusalAsync("reactivateSubscription", new { subscriptionId })).ShouldBe("ILLEGAL_TRANSITION");
        (await client.DoAsync("suspendSubscription", new { subscriptionId }, Shop.Subscription))
            .Text("subscription.status")
            .ShouldBe("SUSPENDED");
        (await client.RefusalAsync("suspendSubscription", new { subscriptionId })).ShouldBe("ILLEGAL_TRANSITION");
        (await client.RefusalAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 7 })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        (await client.RefusalAsync("assignLicense", new { customerUserId = wanted, subscriptionId })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        // What people hold can be taken back.
        await client.DoAsync("unassignLicense", new { customerUserId = held, subscriptionId });
        (await client.DoAsync("reactivateSubscription", new { subscriptionId }, Shop.Subscription))
            .Text("subscription.status")
            .ShouldBe("ACTIVE");
        await client.DoAsync("assignLicense", new { customerUserId = wanted, subscriptionId });
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, true)]
    [InlineData(TestDatabase.Postgres, false)]
    [InlineData(TestDatabase.Sqlite, false)]
    [InlineData(TestDatabase.Postgres, true)]
    public async Task R71_R75_A_cancelled_subscription_is_over_for_everybody_and_its_licenses_with_it(
        TestDatabase database,
        bool byProvider
    )
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var stranger = await running.Program.ResellerAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var customerUserId = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId, subscriptionId });
        var input = new { subscriptionId };
        var (agent, _, _) = await running.Program.AddUserAsync(
            byProvider ? trio.Provider : trio.Reseller,
            "ADMIN_AGENT",
            "NOT_AN_ADMIN"
        );

        (await stranger.Client.RefusalAsync("cancelSubscription", input)).ShouldBe("NOT_FOUND");
        (await trio.Customer.Client.DenialAsync("cancelSubscription", input)).ShouldBe("FORBIDDEN");
        // Resting makes no difference.
        if (byProvider)
            await agent.DoAsync("suspendSubscription", input);
        var cancelled = await agent.DoAsync("cancelSubscription", input, Shop.Subscription);
        cancelled.Text("subscription.status").ShouldBe("CANCELLED");
        cancelled.At("subscription.assigned").GetInt32().ShouldBe(0);

        foreach (var field in (string[])["cancelSubscription", "suspendSubscription", "reactivateSubscription"])
            (await agent.RefusalAsync(field, input)).ShouldBe("ILLEGAL_TRANSITION", field);
        (await agent.RefusalAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 9 })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        (await agent.RefusalAsync("assignLicense", new { customerUserId, subscriptionId })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        (await agent.RefusalAsync("unassignLicense", new { customerUserId, subscriptionId })).ShouldBe("CONFLICT");
        var seen = await trio.Customer.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on CustomerSubscription { status assigned quantity } } }",
            new { id = subscriptionId }
        );
        seen.Text("node.status").ShouldBe("CANCELLED");
        (seen.At("node.assigned").GetInt32(), seen.At("node.quantity").GetInt32()).ShouldBe((0, 5));
        foreach (var member in (Member[])[trio.Reseller, trio.Provider, trio.Customer])
            (await member.AskAsync("{ events(first: 100, kinds: [SUBSCRIPTION_CANCELLED]) { nodes { kind } } }"))
                .List("events.nodes")
                .Count.ShouldBe(1, member.Name);
    }

    /// <summary>Each at the same moment: whatever the order, nobody holds a license of what is over.</summary>
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R75_Licenses_that_are_assigned_while_it_is_cancelled_are_gone_or_refused(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer, quantity: 8);
        var users = await Shop.UsersAsync(trio.Reseller, trio.Customer, 8);
        var client = trio.Reseller.Client;

        await Task.WhenAll(
            users
                .Select(customerUserId => client.MutateAsync("assignLicense", new { customerUserId, subscriptionId }))
                .Append(client.MutateAsync("cancelSubscription", new { subscriptionId }))
        );
        // Whoever lost a race to all the others is told so, and tries again.
        await client.MutateAsync("cancelSubscription", new { subscriptionId });

        const string look = """
            query($id: ID!, $customer: ID!) {
              node(id: $id) { ... on CustomerSubscription { status assigned } }
              customer(id: $customer) { users(first: 50) { nodes { licenses { subscriptionId } } } } }
            """;
        var seen = await trio.Reseller.AskAsync(look, new { id = subscriptionId, customer = trio.Customer.Id });
        seen.Text("node.status").ShouldBe("CANCELLED");
        seen.At("node.assigned").GetInt32().ShouldBe(0);
        seen.List("customer.users.nodes").ShouldAllBe(user => user.List("licenses").Count == 0);
    }

    /// <summary>R39, R44: what customer.abilities tells a user is what the mutations do, for every role.</summary>
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R39_R44_Ability_and_mutation_agree_for_every_role_and_family(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (office, _) = await Shop.OfferAsync(running, trio.Reseller);
        var (azure, _) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var mpnId = trio.Reseller.MpnId;
        Dictionary<string, string> subscriptions = new(StringComparer.Ordinal)
        {
            ["OFFICE_365"] = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, office),
            ["AZURE"] = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, azure),
        };

        foreach (var partner in (Member[])[trio.Reseller, trio.Provider])
        foreach (var agentRole in (string[])["NOT_AN_AGENT", "HELPDESK_AGENT", "ADMIN_AGENT"])
        foreach (var adminRole in (string[])["NOT_AN_ADMIN", "USER_MANAGEMENT_ADMIN", "GLOBAL_ADMIN"])
        {
            var who = $"{partner.Name} {agentRole} {adminRole}";
            var (client, _, _) = await running.Program.AddUserAsync(partner, agentRole, adminRole);
            await AgreesAsync(
                client,
                trio,
                "submitOrder",
                Shop.Order(trio.Customer.Id, mpnId, (azure, 1)),
                "submitOrder",
                who
            );
            await AgreesAsync(client, trio, "addCustomerUser", Shop.NewUser(trio.Customer), "administer", who);
            foreach (var (family, subscriptionId) in subscriptions)
            {
                var ability = $"manageSubscriptions(productFamily: {family})";
                var quantity = new { subscriptionId, quantity = 8 };
                await AgreesAsync(client, trio, "changeSubscriptionQuantity", quantity, ability, $"{who} {family}");
            }
        }
    }

    private static async Task AgreesAsync(
        GraphClient client,
        Trio trio,
        string mutation,
        object input,
        string ability,
        string who
    )
    {
        var asked = await client.SendAsync(
            $"query($id: ID!) {{ customer(id: $id) {{ abilities {{ told: {ability} {{ allowed reason }} }} }} }}",
            new { id = trio.Customer.Id }
        );
        // Who may not see customers at all is told so by the field.
        var told =
            asked.Codes.Contains("FORBIDDEN") ? "ROLE_MISSING"
            : asked.Data.At("customer.abilities.told.allowed").GetBoolean() ? "done"
            : asked.Data.Text("customer.abilities.told.reason");

        var reply = await client.MutateAsync(mutation, input);
        var did =
            reply.Codes.Contains("FORBIDDEN") ? "ROLE_MISSING"
            : reply.DataWithoutErrors().Texts($"{mutation}.errors", "code") is [var code] ? code
            : "done";
        did.ShouldBe(told, $"{who}: {mutation}");
    }
}
