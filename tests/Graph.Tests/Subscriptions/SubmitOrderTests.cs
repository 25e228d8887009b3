using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.Subscriptions;

/// <summary>R51, R56, R71, R77 over HTTP.</summary>
public sealed class SubmitOrderTests(WholePrograms programs)
{
    private const string Whole = """
        order { id createdAt customer { name } submittedBy { name } lines { offer { id name productFamily } quantity resellerMpnId
          subscription { id quantity assigned status resellerOfRecordMpnId offer { name } } } }
        """;

    private const string Look = """
        query($id: ID!) {
          orders(customerId: $id) { totalCount nodes { id submittedBy { name } lines { quantity } } }
          customer(id: $id) { subscriptions { totalCount nodes { id offer { name } quantity resellerOfRecordMpnId } } }
        }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R71_R77_A_provider_orders_under_the_resellers_MPN_ID_and_both_see_what_came_of_it(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (office, officeName) = await Shop.OfferAsync(running, trio.Reseller);
        var (azure, azureName) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var (agent, _, _) = await running.Program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");

        var ordered = await agent.DoAsync(
            "submitOrder",
            Shop.Order(trio.Customer.Id, trio.Reseller.MpnId, (office, 3), (azure, 7)),
            Whole
        );

        ordered.Text("order.customer.name").ShouldBe(trio.Customer.Name);
        ordered.Text("order.submittedBy.name").ShouldBe(trio.Provider.Name);
        ordered.Texts("order.lines", "resellerMpnId").ShouldBe([trio.Reseller.MpnId, trio.Reseller.MpnId]);
        ordered.Text("order.lines.1.subscription.offer.name").ShouldBe(azureName);
        ordered.Text("order.lines.0.subscription.status").ShouldBe("ACTIVE");
        foreach (var partner in (Member[])[trio.Reseller, trio.Provider])
        {
            var seen = await partner.AskAsync(Look, new { id = trio.Customer.Id });
            seen.Texts("orders.nodes", "id").ShouldBe([ordered.Text("order.id")]);
            seen.At("orders.totalCount").GetInt32().ShouldBe(1);
            seen.At("customer.subscriptions.totalCount").GetInt32().ShouldBe(2);
            seen.List("customer.subscriptions.nodes")
                .Select(one => (one.Text("offer.name"), one.At("quantity").GetInt32()))
                .ShouldBe([(officeName, 3), (azureName, 7)], ignoreOrder: true);
        }
        (await EventsAsync(running, trio)).ShouldBe(3);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R77_Another_MPN_ID_is_refused_at_its_line_and_nothing_is_ordered(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var stranger = await running.Program.ResellerAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var (agent, _, _) = await running.Program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");

        foreach (
            var (mpnId, code) in ((string, string)[])
                [(trio.Provider.MpnId, "INVALID"), (stranger.MpnId, "INVALID"), ("0", "INVALID"), ("", "REQUIRED")]
        )
        {
            foreach (var client in (GraphClient[])[agent, trio.Reseller.Client])
            {
                var refused = await client.MutateAsync("submitOrder", Shop.Order(trio.Customer.Id, mpnId, (offer, 1)));
                var error = refused.DataWithoutErrors().List("submitOrder.errors").ShouldHaveSingleItem();
                error.Text("code").ShouldBe(code, mpnId);
                error.List("path").Select(part => part.GetString()).ShouldBe(["lines", "0", "resellerMpnId"]);
            }
        }
        (await trio.Reseller.AskAsync(Look, new { id = trio.Customer.Id }))
            .At("orders.totalCount")
            .GetInt32()
            .ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R56_A_provider_needs_a_relationship_of_its_own_and_the_grant_in_this_order(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var alone = await program.CustomerAsync(trio.Reseller);
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var (helpdesk, _, _) = await program.AddUserAsync(trio.Provider, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        object Order(string customer, string offerId, int quantity = 1) =>
            Shop.Order(customer, trio.Reseller.MpnId, (offerId, quantity));

        // The reseller's own customer is a stranger's to the provider: like one that there is not.
        var unknown = GlobalId.Of(NodeKind.Customer, Guid.CreateVersion7());
        (await agent.MutateAsync("submitOrder", Order(alone.Id, offer))).Text.ShouldBe(
            (await agent.MutateAsync("submitOrder", Order(unknown, offer))).Text
        );
        (await agent.RefusalAsync("submitOrder", Order(alone.Id, offer))).ShouldBe("NOT_FOUND");
        (await agent.RefusalAsync("submitOrder", Order(trio.Customer.Id, unknown, 0))).ShouldBe("NOT_FOUND");
        (await helpdesk.RefusalAsync("submitOrder", Order(trio.Customer.Id, offer, 0))).ShouldBe(
            "ADMIN_AGENT_REQUIRED"
        );
        (await agent.RefusalAsync("submitOrder", Order(trio.Customer.Id, offer, 0))).ShouldBe("INVALID");
        (await trio.Provider.Client.DenialAsync("submitOrder", Order(trio.Customer.Id, offer))).ShouldBe("FORBIDDEN");

        await trio.Reseller.DoAsync("endPartnership", new { partnershipId = trio.Partnership });
        (await helpdesk.RefusalAsync("submitOrder", Order(trio.Customer.Id, offer, 0))).ShouldBe("NO_ORDERING_GRANT");

        await EndRelationshipsAsync(running, trio.Provider);
        (await helpdesk.RefusalAsync("submitOrder", Order(trio.Customer.Id, offer, 0))).ShouldBe("NO_RELATIONSHIP");
        (await helpdesk.RefusalAsync("submitOrder", Order(trio.Customer.Id, unknown, 0))).ShouldBe("NOT_FOUND");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R75_What_is_taken_off_sale_is_neither_listed_nor_ordered_but_goes_on(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, name) = await Shop.OfferAsync(running, trio.Reseller, "OTHER");
        var subscription = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);

        await Shop.ImportAsync(running, $"code,name,productFamily,available\n{name},{name},OTHER,false");

        var listed = await trio.Reseller.AskAsync(
            "query($search: String, $id: ID!) { offers(search: $search) { totalCount } node(id: $id) { ... on CustomerSubscription { offer { name } } } }",
            new { search = name, id = subscription }
        );
        listed.At("offers.totalCount").GetInt32().ShouldBe(0);
        listed.Text("node.offer.name").ShouldBe(name);
        (
            await trio.Reseller.Client.RefusalAsync(
                "submitOrder",
                Shop.Order(trio.Customer.Id, trio.Reseller.MpnId, (offer, 1))
            )
        ).ShouldBe("NOT_FOUND");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Two_resellers_of_one_customer_do_not_look_into_each_others_business(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var other = await program.ResellerAsync();
        var draft = await PartnerProgram.DraftAsync(other, trio.Customer.Email);
        var token = PartnerProgram.TokenOf(draft.Text("link"));
        await trio.Customer.DoAsync("acceptInvitation", new { token, confirmed = true });
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var ordered = await trio.Reseller.DoAsync(
            "submitOrder",
            Shop.Order(trio.Customer.Id, trio.Reseller.MpnId, (offer, 5)),
            Whole
        );
        var subscription = ordered.Text("order.lines.0.subscription.id");
        var user = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId = user, subscriptionId = subscription });

        var seen = await other.AskAsync(Look, new { id = trio.Customer.Id });
        seen.At("orders.totalCount").GetInt32().ShouldBe(0);
        seen.List("customer.subscriptions.nodes").ShouldBeEmpty();
        const string nodes =
            "query($a: ID!, $b: ID!, $c: ID!) { a: node(id: $a) { id } b: node(id: $b) { id } c: node(id: $c) { ... on CustomerUser { licenses { offerName } } } }";
        var byId = await other.AskAsync(
            nodes,
            new
            {
                a = ordered.Text("order.id"),
                b = subscription,
                c = user,
            }
        );
        byId.IsNull("a").ShouldBeTrue();
        byId.IsNull("b").ShouldBeTrue();
        byId.List("c.licenses").ShouldBeEmpty();
        var unknown = GlobalId.Of(NodeKind.Subscription, Guid.CreateVersion7());
        foreach (var field in (string[])["suspendSubscription", "reactivateSubscription"])
        {
            var foreign = await other.Client.MutateAsync(field, new { subscriptionId = subscription });
            foreign.Text.ShouldBe((await other.Client.MutateAsync(field, new { subscriptionId = unknown })).Text);
        }
    }

    private static async Task<int> EventsAsync(WholeProgram running, Trio trio)
    {
        OrganizationId[] concerned =
        [
            Id(NodeKind.Partner, trio.Reseller.Id),
            Id(NodeKind.Partner, trio.Provider.Id),
            Id(NodeKind.Customer, trio.Customer.Id),
        ];
        await using var db = running.Server.Open();
        return await db.Events.CountAsync(row =>
            row.Kind == "order.submitted" && concerned.Contains(row.OrganizationId)
        );
    }

    private static async Task EndRelationshipsAsync(WholeProgram running, Member partner)
    {
        await using var db = running.Server.Open();
        var id = Id(NodeKind.Partner, partner.Id);
        foreach (var access in await db.CustomerAccess.Where(row => row.OrganizationId == id).ToListAsync())
            access.End(id, DateTimeOffset.UtcNow);
        await db.SaveChangesAsync();
    }

    private static OrganizationId Id(NodeKind kind, string id) => new(GlobalId.Read(kind, id)!.Value);
}
