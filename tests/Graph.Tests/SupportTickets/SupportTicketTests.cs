using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.SupportTickets;

/// <summary>R43 over HTTP: tickets with the program are for global admins, and for nobody else.</summary>
public sealed class SupportTicketTests(WholePrograms programs)
{
    private const string Whole =
        "supportTicket { id title status openedBy { name } messages { side author text attachments } }";

    private const string Look = """
        query($status: ServiceRequestStatus) { supportTickets(status: $status, first: 100) { totalCount nodes { id title status openedBy { name } } } }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_A_global_admin_opens_a_ticket_the_program_answers_and_it_is_closed_and_reopened(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var theOperator = await program.OperatorAsync();

        var opened = await reseller.DoAsync("openSupportTicket", Ticket("No bill"), Whole);
        opened.Text("supportTicket.status").ShouldBe("OPEN");
        var id = opened.Text("supportTicket.id");
        var title = opened.Text("supportTicket.title");
        (await theOperator.AskAsync(Look)).Texts("supportTickets.nodes", "id").ShouldContain(id);

        var answered = await theOperator.DoAsync("replyToSupportTicket", Say(id, "Which month?"), Whole);
        answered.Text("supportTicket.status").ShouldBe("ATTENTION_NEEDED");
        answered.Text("supportTicket.openedBy.name").ShouldBe(reseller.Name);
        (await program.MailToAsync(reseller.Email, title)).Text.ShouldContain("> Which month?");
        await reseller.DoAsync("replyToSupportTicket", Say(id, "June."));
        (await program.MailToAsync(PartnerProgram.OperatorEmail, title)).Text.ShouldContain("> June.");
        await theOperator.DoAsync("closeSupportTicket", Say(id, "Sent again."));

        var closed = await reseller.AskAsync(Look, new { status = "CLOSED" });
        closed.Texts("supportTickets.nodes", "title").ShouldBe([title]);
        closed.At("supportTickets.totalCount").GetInt32().ShouldBe(1);
        (await reseller.Client.RefusalAsync("replyToSupportTicket", Say(id, "?"))).ShouldBe("ILLEGAL_TRANSITION");
        var again = await reseller.DoAsync("reopenSupportTicket", Say(id, "It did not come."), Whole);
        again.Text("supportTicket.status").ShouldBe("OPEN");
        again
            .List("supportTicket.messages")
            .Select(message => message.Text("side"))
            .ShouldBe(["PARTNER", "PROGRAM", "PARTNER", "PROGRAM", "PARTNER"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_An_admin_agent_is_refused_and_so_is_everybody_else_who_is_no_global_admin(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var opened = await reseller.DoAsync("openSupportTicket", Ticket("No bill"), Whole);
        var id = opened.Text("supportTicket.id");
        foreach (
            var (agent, admin) in ((string, string)[])
                [
                    ("ADMIN_AGENT", "NOT_AN_ADMIN"),
                    ("HELPDESK_AGENT", "NOT_AN_ADMIN"),
                    ("ADMIN_AGENT", "USER_MANAGEMENT_ADMIN"),
                ]
        )
        {
            var (client, _, _) = await program.AddUserAsync(reseller, agent, admin);
            (await client.DenialAsync("openSupportTicket", Ticket("x"))).ShouldBe("FORBIDDEN");
            (await client.DenialAsync("replyToSupportTicket", Say(id, "x"))).ShouldBe("FORBIDDEN");
            (await client.SendAsync(Look)).Codes.ShouldBe(["FORBIDDEN"]);
            (await client.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id }))
                .IsNull("node")
                .ShouldBeTrue();
        }
        var theOperator = await program.OperatorAsync();
        (await theOperator.DenialAsync("openSupportTicket", Ticket("x"))).ShouldBe("FORBIDDEN");
        (await reseller.Client.RefusalsAsync("openSupportTicket", new { title = "", description = "" })).ShouldBe([
            "REQUIRED",
            "REQUIRED",
        ]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Another_partner_sees_and_changes_nothing(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var opened = await trio.Reseller.DoAsync("openSupportTicket", Ticket("No bill"), Whole);
        var id = opened.Text("supportTicket.id");
        var unknown = GlobalId.Of(NodeKind.SupportTicket, Guid.CreateVersion7());

        (await trio.Provider.AskAsync(Look)).List("supportTickets.nodes").ShouldBeEmpty();
        foreach (var field in (string[])["replyToSupportTicket", "closeSupportTicket", "reopenSupportTicket"])
        {
            var foreign = await trio.Provider.Client.MutateAsync(field, Say(id, "Hello"));
            foreign.Text.ShouldBe((await trio.Provider.Client.MutateAsync(field, Say(unknown, "Hello"))).Text);
            foreign.Data.Text($"{field}.errors.0.code").ShouldBe("NOT_FOUND");
        }
    }

    private static object Ticket(string title) =>
        new { title = PartnerProgram.Unique(title), description = "The bill of June did not come." };

    private static object Say(string id, string text) => new { supportTicketId = id, text };
}
