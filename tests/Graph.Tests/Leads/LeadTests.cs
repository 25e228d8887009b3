using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Worker.Leads;

namespace PartnerGraph.Graph.Tests.Leads;

/// <summary>R43, R68 over HTTP: from a lead to a customer.</summary>
public sealed class LeadTests(WholePrograms programs)
{
    private const string Whole = """
        lead { id status source company provider { name } reseller { name } answerBy invitation { status }
          history { from to by reason reseller { name } } }
        """;

    private const string Look =
        "query($status: LeadStatus) { leads(status: $status, first: 100) { totalCount nodes { id status } } }";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_R68_A_referral_is_assigned_accepted_and_becomes_a_joint_customer(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var theOperator = await program.OperatorAsync();
        var contact = PartnerProgram.NewCustomerEmail();
        var company = PartnerProgram.Unique("Prospect");

        var entered = await theOperator.DoAsync("createLead", NewLead(company, contact, trio.Provider.Id), Whole);
        entered.Text("lead.source").ShouldBe("PROGRAM_REFERRAL");
        var id = entered.Text("lead.id");
        (await program.MailToAsync(trio.Provider.Email, company)).Text.ShouldContain(company);
        (await trio.Reseller.AskAsync(Look)).List("leads.nodes").ShouldBeEmpty();

        var assigned = await trio.Provider.DoAsync("assignLead", To(id, trio.Reseller), Whole);
        assigned.Text("lead.status").ShouldBe("ASSIGNED");
        assigned.IsNull("lead.answerBy").ShouldBeFalse();
        (await program.MailToAsync(trio.Reseller.Email, company)).Text.ShouldContain(trio.Provider.Name);
        await trio.Reseller.DoAsync("acceptLead", new { leadId = id });
        (await program.MailToAsync(trio.Provider.Email, $"accepted: {company}")).Text.ShouldContain(trio.Reseller.Name);
        var won = await trio.Reseller.DoAsync(
            "winLead",
            new { leadId = id },
            $"{Whole} draft {{ link invitation {{ recipientEmail indirectProvider {{ name }} }} }}"
        );

        won.Text("lead.status").ShouldBe("WON");
        won.Text("lead.invitation.status").ShouldBe("DRAFT");
        won.Text("draft.invitation.recipientEmail").ShouldBe(contact);
        won.Text("draft.invitation.indirectProvider.name").ShouldBe(trio.Provider.Name);
        var token = PartnerProgram.TokenOf(won.Text("draft.link"));
        var customer = await program.AcceptAsNewCustomerAsync(token, contact, company);
        var seen = await trio.Reseller.AskAsync(
            "query($id: ID!) { customer(id: $id) { source } }",
            new { id = customer.Id }
        );
        seen.Text("customer.source").ShouldBe("PROGRAM_REFERRAL");
        var history = await theOperator.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on Lead { history { to } } } }",
            new { id }
        );
        history.Texts("node.history", "to").ShouldBe(["NEW", "ASSIGNED", "ACCEPTED", "WON"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_What_one_reseller_declines_another_one_gets_and_neither_reads_of_the_other(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var second = await program.ResellerAsync();
        await program.AuthorizeAsync(trio.Provider, second);
        var made = await trio.Provider.DoAsync("createLead", NewLead(), Whole);
        made.Text("lead.source").ShouldBe("INDIRECT_PROVIDER");
        var id = made.Text("lead.id");
        await trio.Provider.DoAsync("assignLead", To(id, trio.Reseller));

        var declined = await trio.Reseller.DoAsync("declineLead", new { leadId = id, reason = "Too far." }, Whole);
        declined.Text("lead.status").ShouldBe("DECLINED");
        await trio.Provider.DoAsync("assignLead", To(id, second));

        (await trio.Reseller.AskAsync(Look)).List("leads.nodes").ShouldBeEmpty();
        (await trio.Reseller.Client.RefusalAsync("acceptLead", new { leadId = id })).ShouldBe("NOT_FOUND");
        var theirs = await second.DoAsync("acceptLead", new { leadId = id }, Whole);
        theirs.List("lead.history").Select(step => step.Text("to")).ShouldBe(["ASSIGNED", "ACCEPTED"]);
        theirs.ToString().ShouldNotContain(trio.Reseller.Name);
        (await second.Client.RefusalAsync("loseLead", new { leadId = id, reason = "" })).ShouldBe("REQUIRED");
        await second.DoAsync("loseLead", new { leadId = id, reason = "No budget." });
        var all = await trio.Provider.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on Lead { status history { to reason } } } }",
            new { id }
        );
        all.Text("node.status").ShouldBe("LOST");
        all.List("node.history")
            .Select(step => step.Text("to"))
            .ShouldBe(["NEW", "ASSIGNED", "DECLINED", "ASSIGNED", "ACCEPTED", "LOST"]);
        (await trio.Provider.AskAsync(Look, new { status = "LOST" })).Texts("leads.nodes", "id").ShouldContain(id);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_A_lead_without_an_answer_in_time_is_the_providers_again(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var company = PartnerProgram.Unique("Prospect");
        var id = (await trio.Provider.DoAsync("createLead", NewLead(company), Whole)).Text("lead.id");
        await trio.Provider.DoAsync("assignLead", To(id, trio.Reseller));
        await PassAsync(running, id);

        (await trio.Reseller.Client.RefusalAsync("acceptLead", new { leadId = id })).ShouldBe("ILLEGAL_TRANSITION");
        (await trio.Provider.AskAsync(Look, new { status = "EXPIRED" })).Texts("leads.nodes", "id").ShouldBe([id]);
        await ActivatorUtilities
            .CreateInstance<ExpireLeadsJob>(running.Server.Services)
            .RunAsync(CancellationToken.None);
        (await program.MailToAsync(trio.Provider.Email, $"without an answer: {company}")).Text.ShouldContain(
            trio.Reseller.Name
        );
        var again = await trio.Provider.DoAsync("assignLead", To(id, trio.Reseller), Whole);
        again.Text("lead.status").ShouldBe("ASSIGNED");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R43_Helpdesk_agents_have_nothing_to_do_with_leads_and_admin_agents_have(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var (helpdesk, _, _) = await program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var id = (await agent.DoAsync("createLead", NewLead(), Whole)).Text("lead.id");
        await agent.DoAsync("assignLead", To(id, trio.Reseller));

        (await helpdesk.SendAsync(Look)).Codes.ShouldBe(["FORBIDDEN"]);
        foreach (var field in (string[])["acceptLead", "winLead"])
            (await helpdesk.DenialAsync(field, new { leadId = id })).ShouldBe("FORBIDDEN");
        (await helpdesk.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).IsNull("node").ShouldBeTrue();
        // A reseller answers leads and enters none.
        (await trio.Reseller.Client.DenialAsync("createLead", NewLead())).ShouldBe("FORBIDDEN");
        (await trio.Customer.Client.SendAsync(Look)).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Whoever_is_not_concerned_sees_and_changes_nothing(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var (trio, other) = (await program.NewTrioAsync(), await program.NewTrioAsync());
        var theOperator = await program.OperatorAsync();
        var id = (await trio.Provider.DoAsync("createLead", NewLead(), Whole)).Text("lead.id");
        var unknown = GlobalId.Of(NodeKind.Lead, Guid.CreateVersion7());

        (await trio.Provider.Client.RefusalAsync("assignLead", To(id, other.Reseller))).ShouldBe("NOT_FOUND");
        (await theOperator.RefusalAsync("createLead", NewLead())).ShouldBe("REQUIRED");
        (await theOperator.RefusalAsync("createLead", NewLead(providerId: trio.Reseller.Id))).ShouldBe("NOT_FOUND");
        (await trio.Provider.Client.RefusalAsync("createLead", NewLead(providerId: other.Provider.Id))).ShouldBe(
            "NOT_FOUND"
        );
        await trio.Provider.DoAsync("assignLead", To(id, trio.Reseller));
        (await trio.Provider.Client.RefusalAsync("acceptLead", new { leadId = id })).ShouldBe("NOT_FOUND");
        foreach (var member in (Member[])[other.Provider, other.Reseller])
        {
            (await member.AskAsync(Look)).List("leads.nodes").ShouldBeEmpty();
            foreach (var field in (string[])["acceptLead", "declineLead", "winLead"])
            {
                var foreign = await member.Client.MutateAsync(field, new { leadId = id });
                foreign.Text.ShouldBe((await member.Client.MutateAsync(field, new { leadId = unknown })).Text);
                foreign.Data.Text($"{field}.errors.0.code").ShouldBe("NOT_FOUND");
            }
        }
        await trio.Reseller.DoAsync("endPartnership", new { partnershipId = trio.Partnership });
        (await trio.Reseller.AskAsync(Look)).List("leads.nodes").ShouldBeEmpty();
        (await trio.Reseller.Client.RefusalAsync("acceptLead", new { leadId = id })).ShouldBe("NOT_FOUND");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Of_many_who_win_a_lead_at_once_one_gets_a_draft(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var id = (await trio.Provider.DoAsync("createLead", NewLead(), Whole)).Text("lead.id");
        await trio.Provider.DoAsync("assignLead", To(id, trio.Reseller));
        await trio.Reseller.DoAsync("acceptLead", new { leadId = id });

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => trio.Reseller.Client.MutateAsync("winLead", new { leadId = id }))
        );

        var refused = replies.Select(reply => reply.DataWithoutErrors().Texts("winLead.errors", "code")).ToList();
        refused.Count(codes => codes.Count == 0).ShouldBe(1);
        refused.SelectMany(codes => codes).ShouldBeSubsetOf(["CONFLICT", "ILLEGAL_TRANSITION"]);
        var drafts = await trio.Reseller.AskAsync("{ invitations(status: DRAFT) { totalCount } }");
        drafts.At("invitations.totalCount").GetInt32().ShouldBe(1);
    }

    private static object NewLead(string? company = null, string? contactEmail = null, string? providerId = null) =>
        new
        {
            company = company ?? PartnerProgram.Unique("Prospect"),
            country = "DE",
            contactName = "Tina Vogt",
            contactEmail = contactEmail ?? PartnerProgram.NewCustomerEmail(),
            need = "Mail for 20 people.",
            providerId,
        };

    private static object To(string id, Member reseller) => new { leadId = id, resellerId = reseller.Id };

    /// <summary>The time to answer has passed.</summary>
    private static async Task PassAsync(WholeProgram running, string id)
    {
        var key = new LeadId(GlobalId.Read(NodeKind.Lead, id)!.Value);
        var then = DateTimeOffset.UtcNow.AddMinutes(-1);
        await using var db = running.Server.Open();
        await db
            .Leads.Where(row => row.Id == key)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AnswerBy, then));
    }
}
