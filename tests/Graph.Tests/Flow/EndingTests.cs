using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>Ending things: shown before, told to both sides by mail and event, and never half.</summary>
public sealed class EndingTests(WholePrograms programs)
{
    private const string OfPartnership = """
        query($id: ID!) { preview: endPartnershipPreview(partnershipId: $id) {
          partnership { id } customers { totalCount nodes { name } } subscriptionCount orderCount invitationCount grants } }
        """;

    private const string OfRelationship = """
        query($customer: ID, $partner: ID) { preview: endCustomerRelationshipPreview(customerId: $customer, partnerId: $partner) {
          customer { name } relationships { kind partner { name } } subscriptionCount orderCount } }
        """;

    private const string Ended = "ended { kind partner { name } }";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R55_Ending_a_partnership_shows_first_what_it_will_affect(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        await agent.DoAsync("submitOrder", Shop.Order(trio.Customer.Id, trio.Reseller.MpnId, (offer, 1), (offer, 2)));
        await PartnerProgram.DraftAsync(trio.Reseller, PartnerProgram.NewCustomerEmail(), trio.Provider);
        // A customer of the reseller alone is none of the partnership's.
        await program.CustomerAsync(trio.Reseller);

        var seen = await trio.Reseller.AskAsync(OfPartnership, new { id = trio.Partnership });

        seen.Texts("preview.customers.nodes", "name").ShouldBe([trio.Customer.Name]);
        seen.At("preview.customers.totalCount").GetInt32().ShouldBe(1);
        seen.At("preview.subscriptionCount").GetInt32().ShouldBe(3);
        seen.At("preview.orderCount").GetInt32().ShouldBe(1);
        seen.At("preview.invitationCount").GetInt32().ShouldBe(1);
        seen.List("preview.grants").Select(one => one.GetString()).ShouldBe(["ORDERING", "ADMINISTRATION"]);
        await trio.Reseller.DoAsync("removeProviderAdministration", new { partnershipId = trio.Partnership });
        var ofProvider = await trio.Provider.AskAsync(OfPartnership, new { id = trio.Partnership });
        ofProvider.At("preview.subscriptionCount").GetInt32().ShouldBe(3);
        ofProvider.At("preview.orderCount").GetInt32().ShouldBe(1);
        // The reseller's drafts are not the provider's to know.
        ofProvider.At("preview.invitationCount").GetInt32().ShouldBe(0);
        ofProvider.List("preview.grants").Select(one => one.GetString()).ShouldBe(["ORDERING"]);
        (await agent.SendAsync(OfPartnership, new { id = trio.Partnership })).Codes.ShouldBe(["FORBIDDEN"]);

        await trio.Provider.DoAsync("endPartnership", new { partnershipId = trio.Partnership });
        (await trio.Reseller.AskAsync(OfPartnership, new { id = trio.Partnership })).IsNull("preview").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R53_R54_Both_sides_are_told_by_mail_and_event(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());

        await trio.Reseller.DoAsync("removeProviderAdministration", new { partnershipId = trio.Partnership });
        foreach (var side in (Member[])[trio.Reseller, trio.Provider])
        {
            var mail = await program.MailToAsync(side.Email, "has taken back the administrator access");
            mail.Text.ShouldContain("may still submit orders");
            mail.Html.ShouldContain("may still submit orders");
        }

        await trio.Provider.DoAsync("endPartnership", new { partnershipId = trio.Partnership });
        foreach (var side in (Member[])[trio.Reseller, trio.Provider])
        {
            var mail = await program.MailToAsync(side.Email, "has ended");
            mail.Text.ShouldContain($"{trio.Provider.Name} has ended the partnership of");
            (await EventsAsync(running, NodeKind.Partner, side.Id)).ShouldContain("partnership.administrationRemoved");
            (await EventsAsync(running, NodeKind.Partner, side.Id)).ShouldContain("partnership.ended");
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R58_R69_A_reseller_ends_its_relationship_and_the_providers_goes_with_it(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscription = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var customerId = trio.Customer.Id;

        var preview = await trio.Reseller.AskAsync(OfRelationship, new { customer = customerId });
        preview.Text("preview.customer.name").ShouldBe(trio.Customer.Name);
        Kinds(preview, "preview.relationships").ShouldBe(["PROVIDER", "RESELLER"]);
        preview.At("preview.subscriptionCount").GetInt32().ShouldBe(1);
        preview.At("preview.orderCount").GetInt32().ShouldBe(1);

        var done = await trio.Reseller.DoAsync("endCustomerRelationship", new { customerId }, Ended);

        Kinds(done, "ended").ShouldBe(["PROVIDER", "RESELLER"]);
        foreach (var partner in (Member[])[trio.Reseller, trio.Provider])
        {
            (await partner.AskAsync("{ customers { totalCount } }")).At("customers.totalCount").GetInt32().ShouldBe(0);
            (await partner.AskAsync("query($id: ID!) { customer(id: $id) { id } }", new { id = customerId }))
                .IsNull("customer")
                .ShouldBeTrue();
            await program.MailToAsync(partner.Email, "no longer serves");
            (await EventsAsync(running, NodeKind.Partner, partner.Id)).ShouldContain("customer.accessEnded");
        }

        (await program.MailToAsync(trio.Customer.Email, $"{trio.Provider.Name} no longer serves")).Text.ShouldContain(
            "has ended with it"
        );
        (await program.MailToAsync(trio.Customer.Email, $"{trio.Reseller.Name} no longer serves")).Text.ShouldContain(
            $"{trio.Reseller.Name} has ended the relationship"
        );
        (await EventsAsync(running, NodeKind.Customer, customerId))
            .Count(one => one == "customer.accessEnded")
            .ShouldBe(2);
        (
            await trio.Reseller.Client.RefusalAsync("suspendSubscription", new { subscriptionId = subscription })
        ).ShouldBe("NOT_FOUND");
        // The customer's subscription goes on.
        (await Shop.ReadAsync(trio.Customer.Client, subscription))
            .Text("status")
            .ShouldBe("ACTIVE");
        // The partnership of the two stands.
        (await trio.Provider.AskAsync("{ indirectResellers { nodes { status } } }"))
            .Texts("indirectResellers.nodes", "status")
            .ShouldBe(["ACTIVE"]);
        (await trio.Reseller.Client.RefusalAsync("endCustomerRelationship", new { customerId })).ShouldBe(
            "NO_RELATIONSHIP"
        );
        (await trio.Reseller.AskAsync(OfRelationship, new { customer = customerId })).IsNull("preview").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R56_A_provider_ends_its_own_relationship_alone(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var customerId = trio.Customer.Id;

        var done = await trio.Provider.DoAsync("endCustomerRelationship", new { customerId }, Ended);

        done.Texts("ended", "partner.name").ShouldBe([trio.Provider.Name]);
        (await trio.Reseller.AskAsync("{ customers { nodes { relationships { kind } } } }"))
            .Texts("customers.nodes.0.relationships", "kind")
            .ShouldBe(["RESELLER"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_customers_global_admin_ends_what_a_partner_has_with_it(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());
        var (manager, _, _) = await program.AddUserAsync(trio.Customer, "NOT_AN_AGENT", "USER_MANAGEMENT_ADMIN");
        var partnerId = trio.Reseller.Id;

        (await manager.DenialAsync("endCustomerRelationship", new { partnerId })).ShouldBe("FORBIDDEN");
        (await trio.Customer.Client.RefusalAsync("endCustomerRelationship", new { })).ShouldBe("REQUIRED");
        (await trio.Reseller.Client.RefusalAsync("endCustomerRelationship", new { partnerId })).ShouldBe("REQUIRED");
        var preview = await trio.Customer.AskAsync(OfRelationship, new { partner = partnerId });
        Kinds(preview, "preview.relationships").ShouldBe(["PROVIDER", "RESELLER"]);
        preview.Text("preview.customer.name").ShouldBe(trio.Customer.Name);

        await trio.Customer.DoAsync("endCustomerRelationship", new { partnerId });

        (await program.MailToAsync(trio.Reseller.Email, "no longer serves")).Text.ShouldContain(
            $"{trio.Customer.Name} has ended the relationship"
        );
        (await trio.Customer.AskAsync("{ viewer { organization { ... on Customer { relationships { kind } } } } }"))
            .List("viewer.organization.relationships")
            .ShouldBeEmpty();
        (await trio.Customer.Client.RefusalAsync("endCustomerRelationship", new { partnerId })).ShouldBe(
            "NO_RELATIONSHIP"
        );
        // A new acceptance makes it anew.
        var draft = await PartnerProgram.DraftAsync(trio.Reseller, trio.Customer.Email, trio.Provider);
        var token = PartnerProgram.TokenOf(draft.Text("link"));
        await trio.Customer.DoAsync("acceptInvitation", new { token, confirmed = true });
        (await trio.Provider.AskAsync("{ customers { totalCount } }"))
            .At("customers.totalCount")
            .GetInt32()
            .ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R66_A_customer_reads_what_it_has_and_who_serves_it(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());
        var (offer, name) = await Shop.OfferAsync(running, trio.Reseller);
        var subscription = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer, quantity: 7);
        var user = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId = user, subscriptionId = subscription });
        const string own = """
            { viewer { organization { id ... on Customer {
                relationships { kind partner { name } }
                subscriptions { nodes { id quantity assigned offer { name } } }
                users { nodes { id licenses { offerName } } } } } }
              orders { nodes { submittedBy { name } customer { name } lines { quantity offer { name } subscription { id } } } } }
            """;

        var (manager, _, _) = await program.AddUserAsync(trio.Customer, "NOT_AN_AGENT", "USER_MANAGEMENT_ADMIN");
        foreach (var reader in (GraphClient[])[trio.Customer.Client, manager])
        {
            var seen = await reader.AskAsync(own);
            var organization = seen.At("viewer.organization");
            organization
                .Texts("relationships", "partner.name")
                .ShouldBe([trio.Reseller.Name, trio.Provider.Name], true);
            organization.Text("subscriptions.nodes.0.offer.name").ShouldBe(name);
            organization.At("subscriptions.nodes.0.assigned").GetInt32().ShouldBe(1);
            organization.List("users.nodes").SelectMany(one => one.Texts("licenses", "offerName")).ShouldBe([name]);
            seen.Text("orders.nodes.0.submittedBy.name").ShouldBe(trio.Reseller.Name);
            seen.Text("orders.nodes.0.customer.name").ShouldBe(trio.Customer.Name);
            seen.Text("orders.nodes.0.lines.0.subscription.id").ShouldBe(subscription);
            (await reader.AskAsync("query($id: ID!) { customer(id: $id) { name } }", new { id = trio.Customer.Id }))
                .Text("customer.name")
                .ShouldBe(trio.Customer.Name);
            foreach (var id in (string[])[subscription, user, trio.Customer.Id])
                (await reader.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id }))
                    .Text("node.id")
                    .ShouldBe(id);
        }

        // It has no customers of its own, and whoever has no role reads nothing of it.
        (await trio.Customer.Client.SendAsync("{ customers { totalCount } }")).Codes.ShouldBe(["FORBIDDEN"]);
        var (nobody, _, _) = await program.AddUserAsync(trio.Customer, "NOT_AN_AGENT", "NOT_AN_ADMIN");
        (await nobody.SendAsync("{ orders { totalCount } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R57_R70_A_joint_acceptance_leaves_nothing_under_a_partnership_that_ends_at_that_moment(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var (reseller, provider) = (await program.ResellerAsync(), await program.ProviderAsync());
        for (var round = 0; round < 5; round++)
        {
            var invited = await provider.DoAsync("inviteReseller", new { email = reseller.Email }, "link");
            var authorized = await reseller.DoAsync(
                "acceptInvitation",
                new { token = PartnerProgram.TokenOf(invited.Text("link")), confirmed = true },
                "partnership { id }"
            );
            var partnershipId = authorized.Text("partnership.id");
            var tokens = new List<string>();
            for (var i = 0; i < 3; i++)
            {
                var draft = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail(), provider);
                tokens.Add(PartnerProgram.TokenOf(draft.Text("link")));
            }

            var ending = Task.Run(() => reseller.Client.MutateAsync("endPartnership", new { partnershipId }));
            var accepting = tokens
                .Select(token =>
                    Task.Run(() => program.Anonymous.MutateAsync("acceptInvitation", PartnerProgram.NewCustomer(token)))
                )
                .ToList();

            (await ending).DataWithoutErrors().List("endPartnership.errors").ShouldBeEmpty();
            foreach (var accepted in await Task.WhenAll(accepting))
                accepted
                    .DataWithoutErrors()
                    .Texts("acceptInvitation.errors", "code")
                    .ShouldAllBe(code => code == "CONFLICT");
            (await TellsAfterTheEndAsync(running, provider)).ShouldBeEmpty();
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_foreign_customer_or_partner_is_like_an_unknown_one(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var (stranger, strangeCustomer) = (await program.ResellerAsync(), "");
        strangeCustomer = (await program.CustomerAsync(stranger)).Id;
        var unknown = GlobalId.Of(NodeKind.Customer, Guid.CreateVersion7());
        var nobody = GlobalId.Of(NodeKind.Partner, Guid.CreateVersion7());

        (
            await trio.Reseller.Client.MutateAsync("endCustomerRelationship", new { customerId = strangeCustomer })
        ).Text.ShouldBe(
            (await trio.Reseller.Client.MutateAsync("endCustomerRelationship", new { customerId = unknown })).Text
        );
        (
            await trio.Customer.Client.MutateAsync("endCustomerRelationship", new { partnerId = stranger.Id })
        ).Text.ShouldBe(
            (await trio.Customer.Client.MutateAsync("endCustomerRelationship", new { partnerId = nobody })).Text
        );
        (await stranger.AskAsync(OfPartnership, new { id = trio.Partnership })).IsNull("preview").ShouldBeTrue();
        (await stranger.AskAsync(OfRelationship, new { customer = trio.Customer.Id })).IsNull("preview").ShouldBeTrue();
    }

    private static IReadOnlyList<string> Kinds(JsonElement json, string path) =>
        [.. json.Texts(path, "kind").Order(StringComparer.Ordinal)];

    private static async Task<List<string>> EventsAsync(WholeProgram running, NodeKind kind, string organization)
    {
        await using var db = running.Server.Open();
        var id = new OrganizationId(GlobalId.Read(kind, organization)!.Value);
        return await db
            .Events.Where(row => row.OrganizationId == id)
            .OrderBy(row => row.Position)
            .Select(row => row.Kind)
            .ToListAsync();
    }

    /// <summary>Relationships that the provider's log shows as made while no partnership stood.</summary>
    private static async Task<IReadOnlyList<string>> TellsAfterTheEndAsync(WholeProgram running, Member provider)
    {
        var standing = false;
        var wrong = new List<string>();
        foreach (var kind in await EventsAsync(running, NodeKind.Partner, provider.Id))
        {
            standing = kind switch
            {
                "partnership.established" => true,
                "partnership.ended" => false,
                _ => standing,
            };
            if (kind is "customer.accessGranted" && !standing)
                wrong.Add(kind);
        }

        return wrong;
    }
}
