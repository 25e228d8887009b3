using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Invitations;

/// <summary>R57 to R73: a reseller's invitation to a customer, alone and with its provider.</summary>
public sealed class CustomerInvitationTests
{
    private readonly Organization _provider = Provider();
    private readonly Organization _reseller = Reseller();
    private readonly Organization _customer = Customer();
    private readonly Partnership _partnership;

    public CustomerInvitationTests() => _partnership = PartnershipOf(_provider, _reseller);

    [Fact]
    public void R62_A_draft_is_sent_by_nobody_yet_and_asks_for_no_mail()
    {
        var draft = Draft();

        draft.Kind.ShouldBe(InvitationKind.Customer);
        draft.Status.ShouldBe(InvitationStatus.Draft);
        draft.Sender.ShouldBeNull();
        draft.PendingEvents().ShouldBeEmpty();
    }

    [Fact]
    public void R65_Done_says_that_the_person_has_mailed_it()
    {
        var draft = Draft();

        draft.Complete(Now.AddHours(1)).ShouldBeDone();

        draft.Status.ShouldBe(InvitationStatus.Sent);
        draft.Sender.ShouldBe(InvitationSender.Person);
        draft.SentAt.ShouldBe(Now.AddHours(1));
        draft.PendingEvents().ShouldAllBe(happened => !happened.AsksForMail);
        draft
            .Complete(Now)
            .ShouldBeRefused(new IllegalInvitationTransition(InvitationStatus.Sent, InvitationStatus.Sent));
    }

    [Fact]
    public void R65_Done_after_the_recipient_was_quicker_keeps_viewed()
    {
        var draft = Draft();
        draft.View(Now);

        draft.Complete(Now).ShouldBeDone();

        draft.Status.ShouldBe(InvitationStatus.Viewed);
        draft.Sender.ShouldBe(InvitationSender.Person);
    }

    [Fact]
    public void R64_The_text_may_be_edited_and_the_worker_sends_it()
    {
        var draft = Draft();
        var link = draft.Link(Key, PublicLinks);

        draft.Queue("My own subject", $"My own words.\n\n{link}\n\nBye", Key, PublicLinks, Now).ShouldBeDone();

        draft.Status.ShouldBe(InvitationStatus.Queued);
        draft.Subject.ShouldBe("My own subject");
        draft.Body.ShouldBe("My own words.\n\n{link}\n\nBye");
        InvitationText.PutIn(draft.Body!, link).ShouldBe($"My own words.\n\n{link}\n\nBye");
        draft.PendingEvents().ShouldHaveSingleItem().AsksForMail.ShouldBeTrue();
    }

    [Fact]
    public void R64_The_personal_link_must_stay()
    {
        var draft = Draft();
        var link = draft.Link(Key, PublicLinks).AbsoluteUri;
        string[] bodies =
        [
            "No link at all",
            link[..^1],
            link + "x",
            link.ToUpperInvariant(),
            link.Replace("/i/", "/j/"),
        ];

        foreach (var body in bodies)
        {
            draft.Queue("Subject", body, Key, PublicLinks, Now).ShouldBeRefused(new LinkMissing().At("body"));
        }

        draft.Status.ShouldBe(InvitationStatus.Draft);
        draft.Body.ShouldBeNull();
    }

    [Fact]
    public void R80_The_secret_is_stored_nowhere_even_where_the_editor_spread_it()
    {
        var draft = Draft();
        var (link, token) = (draft.Link(Key, PublicLinks), draft.Secret(Key).Token);

        draft.Queue($"See {link}", $"{link} or ({link}), code {token}", Key, PublicLinks, Now).ShouldBeDone();

        draft.Subject!.ShouldNotContain(token);
        draft.Body!.ShouldNotContain(token);
        InvitationText.PutIn(draft.Body!, link).ShouldStartWith($"{link} or ({link}), code ");
    }

    [Fact]
    public void R64_Subject_and_body_are_checked()
    {
        var draft = Draft();

        draft
            .Queue("Hello\r\nBcc: all@contoso.example", "", Key, PublicLinks, Now)
            .Refusals.ShouldBe([new ControlCharacterRefused().At("subject"), new ValueRequired().At("body")]);
    }

    [Fact]
    public void R65_A_lapsed_draft_is_neither_sent_nor_done()
    {
        var draft = Draft();
        var late = Now.AddDays(7);

        draft.Complete(late).ShouldBeRefused(new InvitationExpired(late));
        draft
            .Queue("Subject", draft.Link(Key, PublicLinks).AbsoluteUri, Key, PublicLinks, late)
            .ShouldBeRefused(new InvitationExpired(late));
    }

    [Fact]
    public void R66_R68_Acceptance_makes_the_relationship_with_its_source()
    {
        var draft = Draft(source: CustomerSource.OwnMarketing);

        var accepted = Value(Accept(draft, Recipient()));

        var access = accepted.Granted.ShouldHaveSingleItem();
        access.OrganizationId.ShouldBe(_reseller.Id);
        access.CustomerId.ShouldBe(_customer.Id);
        access.Kind.ShouldBe(RelationshipKind.Reseller);
        access.Source.ShouldBe(CustomerSource.OwnMarketing);
        draft.CustomerId.ShouldBe(_customer.Id);
    }

    [Fact]
    public void R72_One_joint_acceptance_has_two_results()
    {
        var draft = Draft(_partnership);
        draft.Kind.ShouldBe(InvitationKind.CustomerWithProvider);

        var accepted = Value(Accept(draft, Recipient(), partnership: _partnership));

        accepted
            .Granted.Select(access => (access.OrganizationId, access.Kind, access.ViaResellerId))
            .ShouldBe([
                (_reseller.Id, RelationshipKind.Reseller, null),
                (_provider.Id, RelationshipKind.Provider, _reseller.Id),
            ]);
        CustomerSharing.IsShared(_customer.Id, _partnership, accepted.Granted).ShouldBeTrue();
        CustomerSharing
            .Ties(_reseller.Id, _customer.Id, accepted.Granted, [_partnership])
            .Permit(CustomerAction.Administer)
            .Allowed.ShouldBeTrue();
        CustomerSharing
            .Ties(_provider.Id, _customer.Id, accepted.Granted, [_partnership])
            .Permit(CustomerAction.SubmitOrder)
            .Allowed.ShouldBeTrue();
    }

    [Fact]
    public void R84_A_joint_acceptance_is_told_to_both_partners()
    {
        var draft = Draft(_partnership);
        _ = Value(Accept(draft, Recipient(), partnership: _partnership));

        var told = draft.PendingEvents().ShouldHaveSingleItem();

        told.Concerns.ShouldBe([_reseller.Id, _provider.Id]);
        told.Facts["customerId"].ShouldBe(_customer.Id.Value.ToString());
        told.Facts["indirectProviderId"].ShouldBe(_provider.Id.Value.ToString());
    }

    [Fact]
    public void R72_Both_or_neither_when_the_partnership_has_ended_meanwhile()
    {
        var draft = Draft(_partnership);
        _partnership.End(_reseller.Id, Now).ShouldBeDone();

        Accept(draft, Recipient(), partnership: _partnership).ShouldBeRefused(new JointPartnershipNotActive());
        Accept(draft, Recipient(), partnership: null).ShouldBeRefused(new JointPartnershipNotActive());

        draft.Status.ShouldBe(InvitationStatus.Draft);
    }

    [Fact]
    public void R72_What_is_there_already_is_kept_and_only_the_rest_is_made()
    {
        var existing = CustomerAccess.ForReseller(
            new CustomerAccessId(NewId()),
            _reseller.Id,
            _customer.Id,
            CustomerSource.Imported,
            Now
        );

        var accepted = Value(Accept(Draft(_partnership), Recipient(), [existing], _partnership));

        accepted.Granted.ShouldHaveSingleItem().Kind.ShouldBe(RelationshipKind.Provider);
    }

    [Fact]
    public void R55_A_providers_relationship_through_another_reseller_does_not_stand_in_for_this_one()
    {
        var throughAnother = CustomerAccess.ForProvider(
            new CustomerAccessId(NewId()),
            _provider.Id,
            _customer.Id,
            Reseller("Northwind").Id,
            null,
            Now
        );

        var accepted = Value(Accept(Draft(_partnership), Recipient(), [throughAnother], _partnership));

        accepted.Granted.Count.ShouldBe(2);
    }

    [Fact]
    public void R69_An_ended_relationship_is_made_anew()
    {
        var ended = CustomerAccess.ForReseller(new CustomerAccessId(NewId()), _reseller.Id, _customer.Id, null, Now);
        ended.End(_reseller.Id, Now);

        Value(Accept(Draft(), Recipient(), [ended])).Granted.Count.ShouldBe(1);
    }

    [Fact]
    public void R57_A_joint_invitation_stands_on_an_active_partnership_of_the_reseller()
    {
        DraftWith(PartnershipOf(_provider, Reseller("Northwind")))
            .ShouldBeRefused(new NotFound().At("indirectProviderId"));
        _partnership.End(_provider.Id, Now).ShouldBeDone();
        DraftWith(_partnership).ShouldBeRefused(new NotFound().At("indirectProviderId"));
    }

    [Fact]
    public void R72_Only_the_recipient_accepts()
    {
        var colleague = new Acceptor(
            _customer,
            UserOf(_customer, GlobalAdmin, "boss@tailspin.example"),
            OrganizationHasRecipient: true
        );

        Accept(Draft(), colleague).ShouldBeRefused(new InvitationNotForYou());
    }

    [Fact]
    public void R72_Only_as_global_admin_of_a_customer_organization()
    {
        var notAdmin = new Acceptor(
            _customer,
            UserOf(_customer, UserManagementAdmin, "carla@tailspin.example"),
            OrganizationHasRecipient: true
        );
        var otherReseller = Reseller("Northwind");
        var partner = new Acceptor(
            otherReseller,
            UserOf(otherReseller, GlobalAdmin, "carla@tailspin.example"),
            OrganizationHasRecipient: true
        );

        Accept(Draft(), notAdmin).ShouldBeRefused(new GlobalAdminRequired());
        Accept(Draft(), partner).ShouldBeRefused(new InvitationNotForYou());
    }

    [Fact]
    public void R49_An_invitation_of_the_other_kind_is_not_accepted_by_the_wrong_door()
    {
        Draft()
            .AcceptPartnership(
                new Acceptor(
                    _reseller,
                    UserOf(_reseller, GlobalAdmin, "carla@tailspin.example"),
                    OrganizationHasRecipient: true
                ),
                confirmed: true,
                new PartnershipId(NewId()),
                existing: null,
                WebMail,
                Now
            )
            .ShouldBeRefused(new InvitationNotForYou());
    }

    [Fact]
    public void R72_The_tick_is_needed_here_too() =>
        Accept(Draft(), Recipient(), confirmed: false).ShouldBeRefused(new ConfirmationRequired());

    [Fact]
    public void Only_a_reseller_invites_customers() =>
        Should.Throw<ArgumentException>(() =>
            Invitation.DraftForCustomer(
                new InvitationId(NewId()),
                _provider,
                new UserId(NewId()),
                Email("carla@tailspin.example"),
                null,
                null,
                Language.Ru,
                Key,
                Policy,
                Now
            )
        );

    [Fact]
    public void R72_A_relationship_with_somebody_else_is_not_taken_for_the_one_that_is_asked_for()
    {
        CustomerAccess[] existing =
        [
            CustomerAccess.ForReseller(
                new CustomerAccessId(NewId()),
                Reseller("Northwind").Id,
                _customer.Id,
                null,
                Now
            ),
            CustomerAccess.ForProvider(
                new CustomerAccessId(NewId()),
                Provider("Wingtip").Id,
                _customer.Id,
                _reseller.Id,
                null,
                Now
            ),
            CustomerAccess.ForProvider(
                new CustomerAccessId(NewId()),
                _reseller.Id,
                _customer.Id,
                Reseller("X").Id,
                null,
                Now
            ),
        ];

        var accepted = Value(Accept(Draft(_partnership), Recipient(), existing, _partnership));

        accepted.Granted.Select(access => access.OrganizationId).ShouldBe([_reseller.Id, _provider.Id]);
    }

    [Fact]
    public void The_first_thing_that_stands_in_the_way_is_the_one_that_is_told()
    {
        var stranger = new Acceptor(
            _customer,
            UserOf(_customer, GlobalAdmin, "carlo@elsewhere.example"),
            OrganizationHasRecipient: false
        );
        _partnership.End(_reseller.Id, Now).ShouldBeDone();
        var declined = Draft();
        declined.Decline(Now).ShouldBeDone();

        Accept(declined, stranger, confirmed: false).Refusals[0].Code.ShouldBe(UserErrorCode.InvitationAlreadyUsed);
        Accept(JointDraft(), stranger, partnership: _partnership, confirmed: false)
            .ShouldBeRefused(new InvitationNotForYou());
        Accept(JointDraft(), Recipient(), partnership: _partnership, confirmed: false)
            .ShouldBeRefused(new JointPartnershipNotActive());
    }

    /// <summary>Drafted while the partnership went on.</summary>
    private Invitation JointDraft() => Value(DraftWith(PartnershipOf(_provider, _reseller)));

    [Fact]
    public void R80_A_customers_link_is_of_another_purpose_than_a_resellers() =>
        Draft().Purpose.ShouldBe(Domain.Links.LinkPurpose.CustomerInvitation);

    private Acceptor Recipient() =>
        new(_customer, UserOf(_customer, GlobalAdmin, "carla@tailspin.example"), OrganizationHasRecipient: true);

    private Invitation Draft(Partnership? jointWith = null, CustomerSource? source = null) =>
        Value(DraftWith(jointWith, source));

    private Outcome<Invitation> DraftWith(Partnership? jointWith, CustomerSource? source = null) =>
        Invitation.DraftForCustomer(
            new InvitationId(NewId()),
            _reseller,
            new UserId(NewId()),
            Email("carla@tailspin.example"),
            jointWith,
            source,
            Language.Ru,
            Key,
            Policy,
            Now
        );

    private static Outcome<CustomerAcceptance> Accept(
        Invitation invitation,
        Acceptor by,
        IReadOnlyCollection<CustomerAccess>? existing = null,
        Partnership? partnership = null,
        bool confirmed = true
    ) =>
        invitation.AcceptAsCustomer(
            by,
            confirmed,
            new CustomerAccessId(NewId()),
            new CustomerAccessId(NewId()),
            existing ?? [],
            partnership,
            Now
        );
}
