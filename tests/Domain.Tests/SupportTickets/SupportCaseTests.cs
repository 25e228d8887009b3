using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.SupportTickets;

/// <summary>R43: service requests and support tickets are one thread with three states.</summary>
public sealed class SupportCaseTests
{
    private static readonly Correspondent Follower = new(new UserId(NewId()), Email("carla@tailspin.example"));
    private static readonly CaseVoice Agent = Voice(SupportSide.Partner);
    private static readonly CaseVoice Program = Voice(SupportSide.Program);

    private readonly OrganizationId partner = new(NewId());
    private readonly SupportTicket ticket;

    public SupportCaseTests() => ticket = Value(Open(" No bill ", Text("Where is it?")));

    [Fact]
    public void R43_A_case_begins_with_its_description_and_waits_for_the_program()
    {
        (ticket.Title, ticket.Status, ticket.CreatedAt).ShouldBe(("No bill", CaseStatus.Open, Now));
        var first = ticket.Messages.ShouldHaveSingleItem();
        (first.Number, first.Side, first.Author, first.Text).ShouldBe(
            (1, SupportSide.Partner, Agent.By.Name, "Where is it?")
        );
        ticket.Writers().ShouldBe([Agent.By.User!.Value]);
    }

    [Fact]
    public void R43_An_answer_of_the_program_needs_attention_and_one_of_the_others_waits_for_the_program()
    {
        ticket.Reply(Program, Text("Which month?"), Now.AddHours(1)).ShouldBeDone();
        ticket.Status.ShouldBe(CaseStatus.AttentionNeeded);
        ticket.UpdatedAt.ShouldBe(Now.AddHours(1));

        ticket.Reply(Voice(SupportSide.Customer), Text("June."), Now.AddHours(2)).ShouldBeDone();
        ticket.Status.ShouldBe(CaseStatus.Open);
        ticket.Messages.Select(message => message.Number).ShouldBe([1, 2, 3]);
        ticket.Writers().Count.ShouldBe(3);
    }

    [Fact]
    public void R43_What_is_closed_is_reopened_before_it_is_written_in_and_no_other_step_is_legal()
    {
        ticket
            .Reopen(Agent, Text("?"), Now)
            .ShouldBeRefused(new IllegalCaseTransition(CaseStatus.Open, CaseStatus.Open));
        ticket.Close(Agent, null, Now.AddHours(1)).ShouldBeDone();
        (ticket.Status, ticket.ClosedAt, ticket.Messages.Count).ShouldBe((CaseStatus.Closed, Now.AddHours(1), 1));

        ticket
            .Reply(Program, Text("Done."), Now)
            .ShouldBeRefused(new IllegalCaseTransition(CaseStatus.Closed, CaseStatus.AttentionNeeded));
        ticket
            .Reply(Agent, Text(""), Now)
            .ShouldBeRefused(new IllegalCaseTransition(CaseStatus.Closed, CaseStatus.Open));
        ticket.Close(Agent, null, Now).ShouldBeRefused(new IllegalCaseTransition(CaseStatus.Closed, CaseStatus.Closed));
        ticket.Reopen(Agent, Text(" "), Now).ShouldBeRefused(new ValueRequired().At("text"));
        ticket.Reopen(Agent, Text("Again."), Now.AddHours(2)).ShouldBeDone();
        (ticket.Status, ticket.ClosedAt).ShouldBe((CaseStatus.Open, null));

        ticket.Close(Program, Text("Sent."), Now.AddHours(3)).ShouldBeDone();
        ticket.Messages[^1].Text.ShouldBe("Sent.");
    }

    [Fact]
    public void What_is_wrong_with_a_beginning_is_told_at_once()
    {
        Open("", Text("")).Refusals.ShouldBe([new ValueRequired().At("title"), new ValueRequired().At("description")]);
        Open("two\nlines", Text("x")).ShouldBeRefused(new ControlCharacterRefused().At("title"));
        Open("t", Text(new string('x', 20_001))).ShouldBeRefused(new ValueTooLong(20_000).At("description"));
    }

    [Theory]
    [InlineData("https://files.example/log.txt", true)]
    [InlineData("http://files.example/log.txt", false)]
    [InlineData("https://user:secret@files.example/log.txt", false)]
    [InlineData("ftp://files.example/log.txt", false)]
    public void R43_An_attachment_is_an_https_link_without_credentials(string link, bool taken)
    {
        var reply = ticket.Reply(Agent, new CaseText("See there.", [new Uri(link)]), Now);

        reply.Refusals.ShouldBe(taken ? [] : [new AttachmentNotHttps().At("attachments")]);
        ticket.Messages[^1].Attachments.Count.ShouldBe(taken ? 1 : 0);
    }

    [Fact]
    public void A_message_has_ten_attachments_and_a_thread_two_hundred_messages_at_most()
    {
        Uri[] eleven = [.. Enumerable.Range(0, 11).Select(i => new Uri($"https://files.example/{i}"))];
        ticket
            .Reply(Agent, new CaseText("x", eleven), Now)
            .ShouldBeRefused(new TooManyAttachments(10).At("attachments"));
        ticket.Reply(Agent, new CaseText("x", eleven[1..]), Now).ShouldBeDone();
        while (ticket.Messages.Count < SupportCase.MaximumMessages)
        {
            ticket.Reply(Agent, Text("x"), Now).ShouldBeDone();
        }

        ticket.Reply(Agent, Text("x"), Now).ShouldBeRefused(new TooManyMessages(200));
        ticket.Close(Agent, null, Now).ShouldBeDone();
    }

    [Fact]
    public void R43_Every_step_is_told_to_the_organizations_and_mailed_to_who_follows()
    {
        var (customer, reseller) = (new OrganizationId(NewId()), new OrganizationId(NewId()));
        var request = Value(
            ServiceRequest.Create(
                new ServiceRequestId(NewId()),
                customer,
                partner,
                reseller,
                new RequestSubject(null, ProductFamily.Azure),
                "No mail",
                Text("Since today."),
                Agent,
                Now
            )
        );
        request.Reply(Program, Text("Looking."), Now).ShouldBeDone();
        request.Close(Program, null, Now).ShouldBeDone();

        var told = request.PendingEvents().Cast<ServiceRequestChanged>().ToList();
        told.Select(one => (one.Step, one.To, one.Message))
            .ShouldBe([
                (SupportStep.Opened, CaseStatus.Open, 1),
                (SupportStep.Replied, CaseStatus.AttentionNeeded, 2),
                (SupportStep.Closed, CaseStatus.Closed, null),
            ]);
        told.ShouldAllBe(one => one.AsksForMail && one.Correspondents.Single() == Follower);
        told[0].Concerns.ShouldBe([partner, reseller, customer]);
        told[2].Facts.Keys.ShouldNotContain("message");
        ticket.PendingEvents().ShouldHaveSingleItem().Concerns.ShouldBe([partner]);
    }

    [Fact]
    public void Nobody_who_follows_means_no_mail()
    {
        var quiet = Value(
            SupportTicket.Open(
                new SupportTicketId(NewId()),
                partner,
                "t",
                Text("d"),
                Agent with
                {
                    Correspondents = [],
                },
                Now
            )
        );

        quiet.PendingEvents().ShouldHaveSingleItem().AsksForMail.ShouldBeFalse();
    }

    private static CaseVoice Voice(SupportSide side) =>
        new(side, new Actor($"Somebody of {side}", new UserId(NewId())), [Follower]);

    private static CaseText Text(string text) => new(text, []);

    private Outcome<SupportTicket> Open(string title, CaseText description) =>
        SupportTicket.Open(new SupportTicketId(NewId()), partner, title, description, Agent, Now);
}
