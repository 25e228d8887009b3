using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.ServiceHealth;

/// <summary>R43 over HTTP: the operator tells how services are, and agents see those of their customers.</summary>
public sealed class ServiceHealthTests(WholePrograms programs)
{
    private const string Whole =
        "serviceHealth { service productFamily state since incident { id state resolvedAt updates { state message } } }";

    private const string OfCustomer = """
        query($id: ID!) { customer(id: $id) { serviceHealth { service state incident { updates { message } } } } }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_Agents_see_the_services_that_the_customer_subscribes_to(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var theOperator = await program.OperatorAsync();
        var (mail, cloud) = (PartnerProgram.Unique("Mail"), PartnerProgram.Unique("Cloud"));
        await theOperator.DoAsync("setServiceHealth", Health(mail, "OPERATIONAL", null, "OFFICE_365"));
        await theOperator.DoAsync("setServiceHealth", Health(cloud, "DEGRADED", "Slow.", "AZURE"));
        var (helpdesk, _, _) = await program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var (manager, _, _) = await program.AddUserAsync(trio.Reseller, "NOT_AN_AGENT", "USER_MANAGEMENT_ADMIN");
        (await SeenAsync(helpdesk)).ShouldBeEmpty();

        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var told = await theOperator.DoAsync("setServiceHealth", Health(mail, "INTERRUPTED", "No mail."), Whole);
        told.Text("serviceHealth.incident.state").ShouldBe("INTERRUPTED");

        foreach (var client in (GraphClient[])[helpdesk, agent, trio.Reseller.Client])
        {
            var seen = (await SeenAsync(client)).Where(one => one.Text("service") == mail).ShouldHaveSingleItem();
            seen.Text("state").ShouldBe("INTERRUPTED");
            seen.Texts("incident.updates", "message").ShouldBe(["No mail."]);
            (await SeenAsync(client)).ShouldNotContain(one => one.Text("service") == cloud);
        }
        (await manager.SendAsync(OfCustomer, new { id = trio.Customer.Id })).Codes.ShouldBe(["FORBIDDEN"]);

        async Task<IReadOnlyList<System.Text.Json.JsonElement>> SeenAsync(GraphClient client) =>
            (await client.AskAsync(OfCustomer, new { id = trio.Customer.Id })).List("customer.serviceHealth");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_The_history_keeps_what_was_told(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var theOperator = await program.OperatorAsync();
        var name = PartnerProgram.Unique("Mail");
        await theOperator.DoAsync("setServiceHealth", Health(name, "DEGRADED", "Slow.", "OFFICE_365"));
        await theOperator.DoAsync("setServiceHealth", Health(name, "DEGRADED", "Still slow."));
        var ended = await theOperator.DoAsync("setServiceHealth", Health(name, "OPERATIONAL", "Mended."), Whole);
        ended.Text("serviceHealth.state").ShouldBe("OPERATIONAL");
        ended.IsNull("serviceHealth.incident").ShouldBeTrue();
        await theOperator.DoAsync("setServiceHealth", Health(name, "INTERRUPTED", "Gone."));

        var trio = await program.KnownTrioAsync();
        var history = await trio.Provider.AskAsync(
            """
            query($service: String) {
              serviceIncidents(service: $service) { totalCount nodes { id state resolvedAt updates { message state } } }
              open: serviceIncidents(service: $service, openOnly: true) { nodes { id } }
            }
            """,
            new { service = name }
        );
        history.At("serviceIncidents.totalCount").GetInt32().ShouldBe(2);
        history.IsNull("serviceIncidents.nodes.0.resolvedAt").ShouldBeTrue();
        history.Texts("serviceIncidents.nodes.1.updates", "message").ShouldBe(["Slow.", "Still slow.", "Mended."]);
        var open = history.List("open.nodes").ShouldHaveSingleItem().Text("id");
        var byId = await trio.Reseller.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on ServiceIncident { service } } }",
            new { id = open }
        );
        byId.Text("node.service").ShouldBe(name);
        var all = await theOperator.AskAsync(
            "{ serviceHealth(productFamily: OFFICE_365, first: 100) { nodes { service productFamily } } }"
        );
        all.Texts("serviceHealth.nodes", "service").ShouldContain(name);
        (await trio.Customer.Client.SendAsync("{ serviceIncidents { totalCount } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_Only_the_operator_tells_and_with_words(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var theOperator = await program.OperatorAsync();
        var name = PartnerProgram.Unique("Mail");

        foreach (var member in (Member[])[trio.Reseller, trio.Provider, trio.Customer])
            (await member.Client.DenialAsync("setServiceHealth", Health(name, "DEGRADED", "x", "AZURE"))).ShouldBe(
                "FORBIDDEN"
            );
        (await theOperator.RefusalAsync("setServiceHealth", Health(name, "DEGRADED", "Slow."))).ShouldBe("REQUIRED");
        (await theOperator.RefusalAsync("setServiceHealth", Health(name, "DEGRADED", null, "AZURE"))).ShouldBe(
            "REQUIRED"
        );
        await theOperator.DoAsync("setServiceHealth", Health(name, "OPERATIONAL", null, "AZURE"));
        (await theOperator.RefusalAsync("setServiceHealth", Health(name, "OPERATIONAL", null))).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        (await theOperator.RefusalAsync("setServiceHealth", Health(name, "DEGRADED", "x", "OTHER"))).ShouldBe(
            "INVALID"
        );
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Of_many_first_reports_of_one_service_one_incident_comes(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var theOperator = await program.OperatorAsync();
        var name = PartnerProgram.Unique("Mail");

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    theOperator.MutateAsync("setServiceHealth", Health(name, "DEGRADED", $"News {i}.", "OTHER"))
                )
        );

        foreach (var reply in replies)
            reply.DataWithoutErrors().Texts("setServiceHealth.errors", "code").ShouldBeSubsetOf(["CONFLICT"]);
        var history = await theOperator.AskAsync(
            "query($service: String) { serviceIncidents(service: $service) { nodes { updates { message } } } }",
            new { service = name }
        );
        var done = replies.Count(reply => reply.Data.List("setServiceHealth.errors").Count == 0);
        history.List("serviceIncidents.nodes").ShouldHaveSingleItem().List("updates").Count.ShouldBe(done);
    }

    private static object Health(string service, string state, string? message, string? productFamily = null) =>
        new
        {
            service,
            state,
            message,
            productFamily,
        };
}
