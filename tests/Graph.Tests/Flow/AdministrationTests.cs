using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>R72: what a customer delegates to a reseller has scopes and an end, and is the customer's to give and to take.</summary>
public sealed class AdministrationTests(WholePrograms programs)
{
    private const string Shown = "administrationGrant { id status scopes days expiresAt extensionDays }";

    private const string Abilities = """
        query($id: ID!) { customer(id: $id) { abilities {
          administer { allowed reason message } submitOrder { allowed reason } } } }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_An_acceptance_delegates_and_the_customer_takes_it_back_and_gives_it_again(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());
        var (agent, _, _) = await program.AddUserAsync(trio.Reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var (id, customerId) = (trio.Customer.Id, trio.Customer.Id);

        var given = (
            await trio.Customer.AskAsync("{ administrationGrants { nodes { id status scopes partner { name } } } }")
        )
            .List("administrationGrants.nodes")
            .ShouldHaveSingleItem();
        given.Text("status").ShouldBe("ACTIVE");
        given.Text("partner.name").ShouldBe(trio.Reseller.Name);
        (await agent.AskAsync(Abilities, new { id }))
            .At("customer.abilities.administer.allowed")
            .GetBoolean()
            .ShouldBeTrue();

        await trio.Customer.DoAsync("endAdministration", new { administrationGrantId = given.Text("id") }, Shown);
        await program.MailToAsync(trio.Reseller.Email, $"The administration of {trio.Customer.Name}");
        var after = await agent.AskAsync(Abilities, new { id });
        after.Text("customer.abilities.administer.reason").ShouldBe("NO_ADMINISTRATION_GRANT");
        after.Text("customer.abilities.submitOrder.reason").ShouldBe("NO_ORDERING_GRANT");
        (await agent.RefusalAsync("addCustomerUser", Shop.NewUser(trio.Customer))).ShouldBe("NO_ADMINISTRATION_GRANT");

        var ask = new
        {
            customerId,
            scopes = new[] { "ADMINISTRATION" },
            days = 90,
            reason = "New branch",
        };
        var asked = await agent.DoAsync("requestAdministration", ask, Shown);
        asked.Text("administrationGrant.status").ShouldBe("REQUESTED");
        (await agent.RefusalAsync("requestAdministration", ask)).ShouldBe("CONFLICT");
        (await program.MailToAsync(trio.Customer.Email, "asks to administer")).Text.ShouldContain("New branch");
        var grant = new { administrationGrantId = asked.Text("administrationGrant.id") };
        (await trio.Reseller.Client.DenialAsync("approveAdministration", grant)).ShouldBe("FORBIDDEN");
        (await agent.AskAsync(Abilities, new { id }))
            .Text("customer.abilities.administer.reason")
            .ShouldBe("NO_ADMINISTRATION_GRANT");

        await trio.Customer.DoAsync("approveAdministration", grant);
        await program.MailToAsync(trio.Reseller.Email, "has granted administration");
        after = await agent.AskAsync(Abilities, new { id });
        after.At("customer.abilities.administer.allowed").GetBoolean().ShouldBeTrue();
        // The scopes are apart: ordering was not asked for.
        after.Text("customer.abilities.submitOrder.reason").ShouldBe("NO_ORDERING_GRANT");
        (await trio.Customer.Client.RefusalAsync("approveAdministration", grant)).ShouldBe("ILLEGAL_TRANSITION");
        (await agent.RefusalAsync("extendAdministration", new { grant.administrationGrantId, days = 30 })).ShouldBe(
            "INVALID"
        );
        await agent.DoAsync("extendAdministration", new { grant.administrationGrantId, days = 400 });
        await trio.Customer.DoAsync("declineAdministration", grant);
        (
            await agent.RefusalAsync(
                "requestAdministration",
                new
                {
                    customerId,
                    scopes = new[] { "ORDERING" },
                    days = 731,
                }
            )
        ).ShouldBe("INVALID");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_An_admin_agent_acts_in_the_customers_account_as_long_as_the_grant_lasts(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var (agent, _, _) = await program.AddUserAsync(trio.Reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var (helper, _, _) = await program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var (ofProvider, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var input = new { customerId = trio.Customer.Id };
        (await helper.RefusalAsync("actForCustomer", input)).ShouldBe("ADMIN_AGENT_REQUIRED");
        (await ofProvider.RefusalAsync("actForCustomer", input)).ShouldBe("NO_RELATIONSHIP");
        (await trio.Reseller.Client.MutateAsync("actForCustomer", input)).Text.ShouldNotContain(
            "GLOBAL_ADMIN_REQUIRED"
        );

        var payload = await agent.DoAsync("actForCustomer", input, "session { accessToken }");
        var acting = agent.As(payload.Text("session.accessToken"));

        var viewer = await acting.AskAsync(
            "{ viewer { organization { id } actingFor { actorOrganization { name } administrationGrant { status } } } users { nodes { email } } }"
        );
        viewer.Text("viewer.organization.id").ShouldBe(trio.Customer.Id);
        viewer.Text("viewer.actingFor.actorOrganization.name").ShouldBe(trio.Reseller.Name);
        viewer.Text("viewer.actingFor.administrationGrant.status").ShouldBe("ACTIVE");
        viewer.Texts("users.nodes", "email").ShouldContain(trio.Customer.Email);
        // What the customer has with other partners is none of the agent's business.
        const string around =
            "{ viewer { actingFor { administrationGrant { customer { relationships { partner { name } } } } } } }";
        (await acting.AskAsync(around))
            .List("viewer.actingFor.administrationGrant.customer.relationships")
            .Select(one => one.Text("partner.name"))
            .ShouldBe([trio.Reseller.Name]);
        (await acting.SendAsync("{ orders { totalCount } }")).Codes.ShouldBe(["FORBIDDEN"]);
        (await acting.DenialAsync("endCustomerRelationship", new { partnerId = trio.Provider.Id })).ShouldBe(
            "FORBIDDEN"
        );

        await trio.Customer.DoAsync("endCustomerRelationship", new { partnerId = trio.Reseller.Id });
        (await acting.SendAsync("{ users { totalCount } }")).Codes.ShouldBe(["UNAUTHENTICATED"]);
        (await trio.Customer.AskAsync("{ administrationGrants { nodes { status } } }"))
            .Texts("administrationGrants.nodes", "status")
            .ShouldBe(["ENDED"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_foreign_grant_is_like_an_unknown_one(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var stranger = await program.CustomerAsync(await program.ResellerAsync());
        var grants = await trio.Customer.AskAsync("{ administrationGrants { nodes { id } } }");
        var foreign = new { administrationGrantId = grants.Text("administrationGrants.nodes.0.id") };
        var unknown = new { administrationGrantId = GlobalId.Of(NodeKind.AdministrationGrant, Guid.CreateVersion7()) };

        foreach (var field in (string[])["approveAdministration", "declineAdministration", "endAdministration"])
            (await stranger.Client.MutateAsync(field, foreign)).Text.ShouldBe(
                (await stranger.Client.MutateAsync(field, unknown)).Text
            );
    }
}
