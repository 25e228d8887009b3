using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Leads;

/// <summary>R43, R68: a lead from its beginning to its end.</summary>
public sealed class LeadTests
{
    private static readonly Correspondent Told = new(new UserId(NewId()), Email("greta@fabrikam.example"));
    private static readonly UserId Assigner = new(NewId());

    private readonly Organization provider = Provider();
    private readonly Organization reseller = Reseller();
    private readonly Partnership partnership;
    private readonly Lead lead;

    public LeadTests()
    {
        partnership = PartnershipOf(provider, reseller);
        lead = Value(Enter());
    }

    [Fact]
    public void R68_A_lead_of_the_program_is_a_referral_and_one_of_a_provider_is_its_own()
    {
        (lead.Source, lead.Status).ShouldBe((CustomerSource.IndirectProvider, LeadStatus.New));
        Value(Enter(program: true)).Source.ShouldBe(CustomerSource.ProgramReferral);
        lead.History.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(step => step.From.ShouldBeNull(), step => step.To.ShouldBe(LeadStatus.New));
    }

    [Fact]
    public void What_is_wrong_with_a_prospect_is_told_at_once() =>
        Enter(prospect: new Prospect("", France, "two\nlines", Email("a@b.example"), new string('x', 2001)))
            .Refusals.ShouldBe([
                new ValueRequired().At("company"),
                new ControlCharacterRefused().At("contactName"),
                new ValueTooLong(2000).At("need"),
            ]);

    [Fact]
    public void R43_A_lead_is_assigned_accepted_and_won()
    {
        Assign(Now).ShouldBeDone();
        (lead.ResellerId, lead.AssignedBy, lead.AnswerBy).ShouldBe((reseller.Id, Assigner, Now.AddDays(7)));
        lead.Accept(OfReseller, Now.AddDays(6)).ShouldBeDone();
        var invitation = new InvitationId(NewId());
        lead.Win(invitation, OfReseller, Now.AddDays(20)).ShouldBeDone();

        (lead.Status, lead.InvitationId).ShouldBe((LeadStatus.Won, invitation));
        lead.History.Select(step => step.To)
            .ShouldBe([LeadStatus.New, LeadStatus.Assigned, LeadStatus.Accepted, LeadStatus.Won]);
        lead.PendingEvents()
            .Cast<LeadChanged>()
            .Select(told => (told.From, told.To))
            .ShouldBe([
                (LeadStatus.New, LeadStatus.New),
                (LeadStatus.New, LeadStatus.Assigned),
                (LeadStatus.Assigned, LeadStatus.Accepted),
                (LeadStatus.Accepted, LeadStatus.Won),
            ]);
        var assigned = lead.PendingEvents()[1];
        assigned.Concerns.ShouldBe([provider.Id, reseller.Id]);
        assigned.Correspondents.ShouldBe([Told]);
    }

    [Fact]
    public void R43_A_declined_lead_goes_to_another_reseller_and_the_first_has_no_part_in_it_any_more()
    {
        Assign(Now).ShouldBeDone();
        lead.Decline("Too far away.", OfReseller, Now.AddDays(1)).ShouldBeDone();
        lead.History[^1].Reason.ShouldBe("Too far away.");
        var other = Reseller("Northwind");
        lead.Assign(PartnershipOf(provider, other), OfProvider, LeadPolicy.Default, Now.AddDays(2)).ShouldBeDone();

        lead.ResellerId.ShouldBe(other.Id);
        lead.Accept(OfReseller, Now.AddDays(3)).ShouldBeRefused(new NotFound());
        lead.PendingEvents()[^1].Concerns.ShouldNotContain(reseller.Id);
    }

    [Fact]
    public void R43_Only_an_active_reseller_of_the_provider_gets_a_lead_and_only_the_provider_gives_it()
    {
        var stranger = PartnershipOf(Provider("Other"), reseller);
        var ended = PartnershipOf(provider, reseller);
        ended.End(reseller.Id, Now).ShouldBeDone();
        foreach (var wrong in (Partnership?[])[null, stranger, ended])
        {
            lead.Assign(wrong, OfProvider, LeadPolicy.Default, Now).ShouldBeRefused(new NotFound().At("resellerId"));
        }

        lead.Assign(partnership, OfReseller, LeadPolicy.Default, Now).ShouldBeRefused(new NotFound());
    }

    [Fact]
    public void R43_A_lead_that_is_not_answered_in_time_is_the_providers_again_before_anybody_notes_it()
    {
        Assign(Now).ShouldBeDone();
        var late = Now.AddDays(7);
        lead.Lapse([Told], late.AddTicks(-1)).ShouldBeFalse();
        lead.StatusAt(late).ShouldBe(LeadStatus.Expired);
        lead.Accept(OfReseller, late)
            .ShouldBeRefused(new IllegalLeadTransition(LeadStatus.Expired, LeadStatus.Accepted));
        lead.Lapse([Told], late).ShouldBeTrue();
        lead.Lapse([Told], late).ShouldBeFalse();
        lead.PendingEvents()[^1].Correspondents.ShouldBe([Told]);
        Assign(late.AddDays(1)).ShouldBeDone();
        lead.StatusAt(late.AddDays(1)).ShouldBe(LeadStatus.Assigned);
    }

    [Fact]
    public void Assigning_again_what_lapsed_unnoticed_notes_it_first()
    {
        Assign(Now).ShouldBeDone();
        Assign(Now.AddDays(8)).ShouldBeDone();

        lead.History.Select(step => step.To)
            .ShouldBe([LeadStatus.New, LeadStatus.Assigned, LeadStatus.Expired, LeadStatus.Assigned]);
    }

    [Fact]
    public void R43_A_lead_is_lost_by_whose_turn_it_is_and_for_a_reason()
    {
        lead.Lose("", OfProvider, Now).ShouldBeRefused(new ValueRequired().At("reason"));
        lead.Lose("x", OfReseller, Now).ShouldBeRefused(new NotFound());
        Assign(Now).ShouldBeDone();
        lead.Lose("x", OfProvider, Now)
            .ShouldBeRefused(new IllegalLeadTransition(LeadStatus.Assigned, LeadStatus.Lost));
        lead.Accept(OfReseller, Now).ShouldBeDone();
        lead.Lose("x", OfProvider, Now)
            .ShouldBeRefused(new IllegalLeadTransition(LeadStatus.Accepted, LeadStatus.Lost));
        lead.Lose("No budget.", OfReseller, Now).ShouldBeDone();

        lead.Status.ShouldBe(LeadStatus.Lost);
        var own = Value(Enter());
        own.Lose("A mistake.", OfProvider, Now).ShouldBeDone();
        own.Status.ShouldBe(LeadStatus.Lost);
    }

    [Fact]
    public void Every_other_step_is_illegal()
    {
        (LeadStatus From, LeadStatus To)[] legal =
        [
            (LeadStatus.New, LeadStatus.Assigned),
            (LeadStatus.Declined, LeadStatus.Assigned),
            (LeadStatus.Expired, LeadStatus.Assigned),
            (LeadStatus.Assigned, LeadStatus.Accepted),
            (LeadStatus.Assigned, LeadStatus.Declined),
            (LeadStatus.Assigned, LeadStatus.Expired),
            (LeadStatus.Accepted, LeadStatus.Won),
            (LeadStatus.Accepted, LeadStatus.Lost),
            (LeadStatus.New, LeadStatus.Lost),
            (LeadStatus.Declined, LeadStatus.Lost),
            (LeadStatus.Expired, LeadStatus.Lost),
        ];

        var allowed =
            from before in Enum.GetValues<LeadStatus>()
            from after in Enum.GetValues<LeadStatus>()
            where LeadStates.Allows(before, after)
            select (before, after);

        allowed.ShouldBe(legal, ignoreOrder: true);
    }

    private LeadStep OfProvider => new(provider.Id, new Actor("Greta", Assigner), [Told]);

    private LeadStep OfReseller => new(reseller.Id, new Actor("Anna", new UserId(NewId())), [Told]);

    private Outcome Assign(DateTimeOffset now) => lead.Assign(partnership, OfProvider, LeadPolicy.Default, now);

    private Outcome<Lead> Enter(bool program = false, Prospect? prospect = null) =>
        Lead.Enter(
            new LeadId(NewId()),
            prospect ?? new Prospect("Tailspin", France, "Tina", Email("tina@tailspin.example"), null),
            provider.Id,
            program,
            OfProvider,
            Now
        );
}
