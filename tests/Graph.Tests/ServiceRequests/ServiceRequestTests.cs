using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.ServiceRequests;

/// <summary>R43, R44 over HTTP: requests on behalf of a customer, and what all sides say in them.</summary>
public sealed class ServiceRequestTests(WholePrograms programs)
{
    private const string Whole = """
        serviceRequest { id title status createdAt closedAt productFamily customerName customer { name } requestedBy { name }
          subscription { id } messages { side author text attachments } }
        """;

    private const string Look = """
        query($id: ID!) { serviceRequests(customerId: $id) { totalCount nodes { id title status customerName } } }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_An_agent_asks_for_a_customer_and_all_sides_write_in_the_thread(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var (azure, _) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var subscription = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, azure);
        var (helpdesk, _, email) = await program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var theOperator = await program.OperatorAsync();

        var made = await helpdesk.DoAsync("createServiceRequest", Request(trio.Customer, subscription), Whole);
        made.Text("serviceRequest.status").ShouldBe("OPEN");
        made.Text("serviceRequest.productFamily").ShouldBe("AZURE");
        made.Text("serviceRequest.subscription.id").ShouldBe(subscription);
        made.Text("serviceRequest.requestedBy.name").ShouldBe(trio.Reseller.Name);
        made.Text("serviceRequest.customer.name").ShouldBe(trio.Customer.Name);
        made.Text("serviceRequest.messages.0.attachments.0").ShouldBe("https://files.example/log.txt");
        var id = made.Text("serviceRequest.id");
        var title = made.Text("serviceRequest.title");
        (await program.MailToAsync(trio.Customer.Email, title)).Text.ShouldContain("> It does not start.");

        var answered = await theOperator.DoAsync("replyToServiceRequest", Say(id, "Which machine?"), Whole);
        answered.Text("serviceRequest.status").ShouldBe("ATTENTION_NEEDED");
        answered.Text("serviceRequest.customerName").ShouldBe(trio.Customer.Name);
        (await program.MailToAsync(email, title)).Text.ShouldContain("> Which machine?");
        var theirs = await trio.Customer.DoAsync("replyToServiceRequest", Say(id, "All."), Whole);
        theirs.Text("serviceRequest.status").ShouldBe("OPEN");
        theirs
            .List("serviceRequest.messages")
            .Select(message => message.Text("side"))
            .ShouldBe(["PARTNER", "PROGRAM", "CUSTOMER"]);

        var closed = await helpdesk.DoAsync("closeServiceRequest", new { serviceRequestId = id }, Whole);
        closed.Text("serviceRequest.status").ShouldBe("CLOSED");
        closed.IsNull("serviceRequest.closedAt").ShouldBeFalse();
        (await helpdesk.RefusalAsync("replyToServiceRequest", Say(id, "One more."))).ShouldBe("ILLEGAL_TRANSITION");
        (await helpdesk.RefusalAsync("closeServiceRequest", new { serviceRequestId = id })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        var again = await trio.Customer.DoAsync("reopenServiceRequest", Say(id, "It came back."), Whole);
        again.Text("serviceRequest.status").ShouldBe("OPEN");

        foreach (var member in (Member[])[trio.Reseller, trio.Provider, trio.Customer])
        {
            var seen = await member.AskAsync(Look, new { id = trio.Customer.Id });
            seen.Texts("serviceRequests.nodes", "id").ShouldBe([id]);
            seen.At("serviceRequests.totalCount").GetInt32().ShouldBe(1);
        }
        var nested = await trio.Provider.AskAsync(
            "query($id: ID!) { customer(id: $id) { serviceRequests { totalCount nodes { title } } } }",
            new { id = trio.Customer.Id }
        );
        nested.Texts("customer.serviceRequests.nodes", "title").ShouldBe([title]);
        nested.At("customer.serviceRequests.totalCount").GetInt32().ShouldBe(1);
        (await EventsAsync(running, trio.Customer)).ShouldBe(5);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R44_A_request_about_Office_365_needs_an_admin_agent_from_its_creation_to_its_end(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var (office, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscription = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, office);
        var (helpdesk, _, _) = await program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");

        (await helpdesk.RefusalAsync("createServiceRequest", Request(trio.Customer, subscription, title: ""))).ShouldBe(
            "ADMIN_AGENT_REQUIRED"
        );
        var made = await agent.DoAsync("createServiceRequest", Request(trio.Customer, subscription), Whole);
        var id = made.Text("serviceRequest.id");
        made.Text("serviceRequest.productFamily").ShouldBe("OFFICE_365");
        foreach (var field in (string[])["replyToServiceRequest", "closeServiceRequest", "reopenServiceRequest"])
            (await helpdesk.RefusalAsync(field, Say(id, "I may not."))).ShouldBe("ADMIN_AGENT_REQUIRED", field);
        await helpdesk.DoAsync("createServiceRequest", Request(trio.Customer, null), Whole);
        // Reads need no agent level of a global admin, acting on behalf does.
        (await trio.Provider.Client.DenialAsync("createServiceRequest", Request(trio.Customer, null))).ShouldBe(
            "FORBIDDEN"
        );
        (await trio.Provider.Client.DenialAsync("replyToServiceRequest", Say(id, "x"))).ShouldBe("FORBIDDEN");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R69_Found_then_the_relationship_then_the_product_then_the_text(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var other = await program.NewTrioAsync();
        var (office, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscription = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, office);
        var (helpdesk, _, _) = await program.AddUserAsync(trio.Provider, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var unknown = GlobalId.Of(NodeKind.Subscription, Guid.CreateVersion7());

        (await helpdesk.RefusalAsync("createServiceRequest", Request(other.Customer, null))).ShouldBe("NOT_FOUND");
        (await helpdesk.RefusalAsync("createServiceRequest", Request(trio.Customer, unknown, title: ""))).ShouldBe(
            "NOT_FOUND"
        );
        (await helpdesk.RefusalAsync("createServiceRequest", Request(trio.Customer, subscription, title: ""))).ShouldBe(
            "ADMIN_AGENT_REQUIRED"
        );
        (
            await helpdesk.RefusalsAsync(
                "createServiceRequest",
                new
                {
                    customerId = trio.Customer.Id,
                    title = "",
                    description = " ",
                }
            )
        ).ShouldBe(["REQUIRED", "REQUIRED"]);
        (
            await helpdesk.RefusalAsync(
                "createServiceRequest",
                new
                {
                    customerId = trio.Customer.Id,
                    title = "t",
                    description = "d",
                    attachments = new[] { "http://files.example/log.txt" },
                }
            )
        ).ShouldBe("INVALID");

        var id = (await helpdesk.DoAsync("createServiceRequest", Request(trio.Customer, null), Whole)).Text(
            "serviceRequest.id"
        );
        await EndRelationshipsAsync(running, trio.Provider);
        (await helpdesk.RefusalAsync("createServiceRequest", Request(trio.Customer, null, title: ""))).ShouldBe(
            "NO_RELATIONSHIP"
        );
        (await helpdesk.RefusalAsync("replyToServiceRequest", Say(id, "Hello?"))).ShouldBe("NOT_FOUND");
        (await helpdesk.AskAsync(Look, new { id = trio.Customer.Id }))
            .At("serviceRequests.totalCount")
            .GetInt32()
            .ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Two_resellers_of_one_customer_do_not_see_each_others_requests(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var second = await program.ResellerAsync();
        var draft = await PartnerProgram.DraftAsync(second, trio.Customer.Email);
        var token = PartnerProgram.TokenOf(draft.Text("link"));
        await trio.Customer.DoAsync("acceptInvitation", new { token, confirmed = true });
        var id = (await trio.Reseller.DoAsync("createServiceRequest", Request(trio.Customer, null), Whole)).Text(
            "serviceRequest.id"
        );
        var unknown = GlobalId.Of(NodeKind.ServiceRequest, Guid.CreateVersion7());

        (await second.AskAsync(Look, new { id = trio.Customer.Id })).List("serviceRequests.nodes").ShouldBeEmpty();
        foreach (var field in (string[])["replyToServiceRequest", "closeServiceRequest", "reopenServiceRequest"])
        {
            var foreign = await second.Client.MutateAsync(field, Say(id, "Hello"));
            foreign.Text.ShouldBe((await second.Client.MutateAsync(field, Say(unknown, "Hello"))).Text);
            foreign.Data.Text($"{field}.errors.0.code").ShouldBe("NOT_FOUND");
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R78_A_mail_speaks_the_readers_language(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync(language: "ru");
        var customer = await program.CustomerAsync(reseller);
        var made = await reseller.DoAsync("createServiceRequest", Request(customer, null), Whole);
        var theOperator = await program.OperatorAsync();

        await theOperator.DoAsync("replyToServiceRequest", Say(made.Text("serviceRequest.id"), "Please wait."));

        var mail = await program.MailToAsync(reseller.Email, made.Text("serviceRequest.title"));
        mail.Subject.ShouldStartWith("Ответ на запрос на обслуживание");
        mail.Text.ShouldContain($"для организации «{customer.Name}» есть новый ответ.");
    }

    private static object Request(Member customer, string? subscriptionId, string? title = null) =>
        new
        {
            customerId = customer.Id,
            title = title ?? PartnerProgram.Unique("Machine"),
            description = "It does not start.",
            subscriptionId,
            attachments = new[] { "https://files.example/log.txt" },
        };

    private static object Say(string id, string text) => new { serviceRequestId = id, text };

    private static async Task<int> EventsAsync(WholeProgram running, Member customer)
    {
        var id = new OrganizationId(GlobalId.Read(NodeKind.Customer, customer.Id)!.Value);
        await using var db = running.Server.Open();
        return await db.Events.CountAsync(row => row.Kind == "serviceRequest.changed" && row.OrganizationId == id);
    }

    private static async Task EndRelationshipsAsync(WholeProgram running, Member partner)
    {
        await using var db = running.Server.Open();
        var id = new OrganizationId(GlobalId.Read(NodeKind.Partner, partner.Id)!.Value);
        foreach (var access in await db.CustomerAccess.Where(row => row.OrganizationId == id).ToListAsync())
            access.End(id, DateTimeOffset.UtcNow);
        await db.SaveChangesAsync();
    }
}
