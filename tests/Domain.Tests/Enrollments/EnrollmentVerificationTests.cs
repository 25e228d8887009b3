using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Enrollments;

/// <summary>R23 to R31: the proof of the contact's address, the review and its end.</summary>
public sealed class EnrollmentVerificationTests
{
    private readonly Enrollment _enrollment;
    private readonly Organization _organization;
    private readonly User _enroller;

    public EnrollmentVerificationTests()
    {
        (_enrollment, _organization, _enroller) = CompleteDraft();
        _enrollment.Submit(_enroller.AsActor(), WebMail, Key, Policy, Now).ShouldBeDone();
    }

    [Fact]
    public void R23_Submission_asks_for_one_mail_the_one_with_the_link()
    {
        var mails = _enrollment.PendingEvents().Where(happened => happened.AsksForMail).ToList();

        mails.ShouldBe([new EnrollmentVerificationRequested(_enrollment.Id, _organization.Id, 1, Now)]);
        _enrollment.PendingEvents().Count.ShouldBe(2);
        mails[0].Facts["generation"].ShouldBe("1");
    }

    [Fact]
    public void R24_The_review_begins_with_the_proof_of_the_address()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now.AddHours(1)).ShouldBeDone();

        _enrollment.Status.ShouldBe(EnrollmentStatus.InReview);
        _enrollment.ContactEmailVerifiedAt.ShouldBe(Now.AddHours(1));
    }

    [Fact]
    public void R24_The_link_is_used_once()
    {
        var secret = _enrollment.LinkSecret(Key);
        _enrollment.VerifyContactEmail(secret, Now).ShouldBeDone();

        _enrollment.VerifyContactEmail(secret, Now).ShouldBeRefused(new LinkAlreadyUsed());
    }

    [Fact]
    public void R24_The_link_lives_for_24_hours()
    {
        var secret = _enrollment.LinkSecret(Key);

        _enrollment.VerifyContactEmail(secret, Now.AddHours(24)).ShouldBeRefused(new LinkExpired(Now.AddHours(24)));
        _enrollment.VerifyContactEmail(secret, Now.AddHours(24).AddTicks(-1)).ShouldBeDone();
    }

    [Fact]
    public void R82_An_unknown_and_a_rotated_secret_are_answered_alike()
    {
        var old = _enrollment.LinkSecret(Key);
        _enrollment.ResendVerification(Key, Policy, Now.AddHours(1)).ShouldBeDone();
        var foreign = Key.Derive(LinkPurpose.CustomerInvitation, _enrollment.Id.Value, _enrollment.LinkGeneration);

        _enrollment.VerifyContactEmail(old, Now).ShouldBeRefused(new LinkNotFound());
        _enrollment.VerifyContactEmail(foreign, Now).ShouldBeRefused(new LinkNotFound());
        CompleteDraft().Enrollment.VerifyContactEmail(old, Now).ShouldBeRefused(new LinkNotFound());
        _enrollment.Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);
    }

    [Fact]
    public void R23_Sending_again_has_a_cool_down_and_restarts_the_clock()
    {
        _enrollment
            .ResendVerification(Key, Policy, Now.AddSeconds(59))
            .ShouldBeRefused(new ResendTooSoon(Now.AddMinutes(1)));

        _enrollment.ResendVerification(Key, Policy, Now.AddHours(30)).ShouldBeDone();

        _enrollment.LinkGeneration.ShouldBe(2);
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now.AddHours(40)).ShouldBeDone();
    }

    [Fact]
    public void R23_Nothing_is_sent_again_when_nothing_waits()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();

        _enrollment
            .ResendVerification(Key, Policy, Now.AddDays(1))
            .ShouldBeRefused(new NoVerificationPending(EnrollmentStatus.InReview));
    }

    [Fact]
    public void R23_A_corrected_address_gets_a_link_of_its_own_and_the_old_one_dies()
    {
        var old = _enrollment.LinkSecret(Key);

        Change(Contact("petra@contoso.example")).ShouldBeDone();

        _enrollment.LinkGeneration.ShouldBe(2);
        _enrollment.VerifyContactEmail(old, Now).ShouldBeRefused(new LinkNotFound());
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();
        _enrollment.VerifiedEmail.ShouldBe(Email("petra@contoso.example"));
    }

    [Fact]
    public void R23_Another_address_has_the_cool_down_of_sending_again_and_nothing_else_has()
    {
        EnrollmentChanges To(Contact? contact, string? name = null) => new(name, null, contact, null);
        var soon = Now.AddSeconds(59);

        _enrollment
            .Update(To(Contact("petra@contoso.example"), "Other"), WebMail, Key, Policy, soon)
            .ShouldBeRefused(new ResendTooSoon(Now.AddMinutes(1)).At("primaryContact", "email"));

        (_enrollment.PrimaryContact, _enrollment.LegalName).ShouldBe((Contact(), "Contoso SARL"));
        _enrollment.LinkGeneration.ShouldBe(1);
        _enrollment.Update(To(Contact() with { FullName = "P." }), WebMail, Key, Policy, soon).ShouldBeDone();
        _enrollment.Update(To(contact: null, "Other"), WebMail, Key, Policy, soon).ShouldBeDone();
        Change(Contact("petra@contoso.example")).ShouldBeDone();
        _enrollment
            .Update(To(Contact("paul@contoso.example")), WebMail, Key, Policy, Now.AddSeconds(119))
            .ShouldBeRefused(new ResendTooSoon(Now.AddMinutes(2)).At("primaryContact", "email"));
    }

    [Fact]
    public void R23_A_corrected_name_leaves_the_link_alone()
    {
        Change(Contact() with { FullName = "Paula P. Primary" }).ShouldBeDone();

        _enrollment.LinkGeneration.ShouldBe(1);
    }

    [Fact]
    public void A_withdrawn_enrollments_link_is_revoked()
    {
        _enrollment.Withdraw(_enroller.AsActor(), _organization, Now).ShouldBeDone();

        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeRefused(new LinkRevoked());
    }

    [Fact]
    public void Nothing_is_edited_during_the_review()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();

        Change(Contact()).ShouldBeRefused(new EnrollmentNotEditable(EnrollmentStatus.InReview));
        _enrollment
            .ChooseMembershipProfile(Membership(), _organization, null)
            .ShouldBeRefused(new EnrollmentNotEditable(EnrollmentStatus.InReview));
    }

    [Theory]
    [InlineData("contoso.example", true)]
    [InlineData("Contoso.EXAMPLE.", true)]
    [InlineData("fabrikam.example", false)]
    [InlineData(null, false)]
    public void R25_The_review_compares_the_verified_domain_with_the_registrys(string? registryDomain, bool same)
    {
        var (enrollment, organization, enroller) = CompleteDraft();
        enrollment
            .ChooseMembershipProfile(Membership() with { Domain = registryDomain }, organization, null)
            .ShouldBeDone();
        enrollment.Submit(enroller.AsActor(), WebMail, Key, Policy, Now).ShouldBeDone();
        enrollment.Review().DomainMatchesRegistry.ShouldBeFalse();

        enrollment.VerifyContactEmail(enrollment.LinkSecret(Key), Now).ShouldBeDone();

        enrollment.Review().DomainMatchesRegistry.ShouldBe(same);
        enrollment.Review().HasEstablishedProfile.ShouldBeTrue();
    }

    [Fact]
    public void R27_Every_later_change_of_status_asks_for_a_mail()
    {
        _enrollment.ClearEvents();
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();
        _enrollment.RequestAction(Operator, "Which address is it?", Now).ShouldBeDone();
        _enrollment.Submit(_enroller.AsActor(), WebMail, Key, Policy, Now).ShouldBeDone();
        _enrollment.Approve(Operator, null, _organization, _enroller, Now).ShouldBeDone();

        _enrollment
            .PendingEvents()
            .OfType<EnrollmentStatusChanged>()
            .Where(happened => happened.AsksForMail)
            .Select(happened => happened.Facts["to"])
            .ShouldBe(["IN_REVIEW", "ACTION_REQUIRED", "IN_REVIEW", "APPROVED"]);
    }

    [Fact]
    public void R27_A_draft_without_a_contact_is_withdrawn_without_a_mail()
    {
        var organization = Reseller(approved: false);
        var enroller = UserOf(organization, GlobalAdmin);
        var draft = Value(Enrollment.Start(new EnrollmentId(NewId()), organization, enroller, newest: null, Now));

        draft.Withdraw(enroller.AsActor(), organization, Now).ShouldBeDone();

        draft.PendingEvents().ShouldHaveSingleItem().AsksForMail.ShouldBeFalse();
    }

    [Fact]
    public void R28_Approval_brings_the_organization_into_the_program_with_what_it_enrolled_with()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();

        _enrollment.Approve(Operator, "All is well.", _organization, _enroller, Now.AddDays(2)).ShouldBeDone();

        _organization.ApprovedAt.ShouldBe(Now.AddDays(2));
        _organization.LegalProfile.ShouldBe(Legal());
        _organization.SupportContact.ShouldBe(Support());
        _organization.MpnId.ShouldBe("4711");
    }

    [Fact]
    public void R28_Rejection_keeps_the_organization_outside_and_frees_its_mpn_id()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();

        _enrollment.Reject(Operator, "No established profile.", _organization, Now).ShouldBeDone();

        _organization.IsApproved.ShouldBeFalse();
        _organization.MpnId.ShouldBeNull();
        _enrollment.History[^1].Reason.ShouldBe("No established profile.");
    }

    [Fact]
    public void R30_The_enroller_becomes_global_admin_and_admin_agent()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();
        _enroller.ClearEvents();

        _enrollment.Approve(Operator, null, _organization, _enroller, Now).ShouldBeDone();

        var roles = new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin);
        _enroller.Roles.ShouldBe(roles);
        _enroller.PendingEvents().ShouldBe([new UserRolesChanged(_enroller.Id, _organization.Id, roles, Now)]);
    }

    [Fact]
    public void No_event_of_an_enrollment_holds_a_secret_or_an_address()
    {
        var token = _enrollment.LinkSecret(Key).Token;

        foreach (var text in _enrollment.PendingEvents().SelectMany(happened => happened.Facts.Values))
        {
            text.ShouldNotContain(token);
            text.ShouldNotContain("@");
        }

        _enrollment
            .PendingEvents()
            .ShouldContain(happened => happened.Name == EventNames.EnrollmentVerificationRequested);
    }

    private Outcome Change(Contact contact) =>
        _enrollment.Update(new EnrollmentChanges(null, null, contact, null), WebMail, Key, Policy, Now.AddMinutes(1));

    [Fact]
    public void R23_Sending_again_is_allowed_when_the_cool_down_is_over() =>
        _enrollment.ResendVerification(Key, Policy, Now.AddMinutes(1)).ShouldBeDone();

    [Fact]
    public void R19_What_is_given_later_replaces_what_was_given()
    {
        var (draft, _, _) = CompleteDraft();
        var address = Street() with { City = "Lyon" };
        var support = new SupportContact(Email("help@contoso.example"), null, null);

        draft.Update(new EnrollmentChanges(null, address, null, support), WebMail, Key, Policy, Now).ShouldBeDone();

        draft.Address.ShouldBe(address);
        draft.SupportContact.ShouldBe(support);
        draft.LegalName.ShouldBe("Contoso SARL");
        draft.PrimaryContact.ShouldBe(Contact());
    }

    [Fact]
    public void R27_Blanks_are_no_word_to_the_contact()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();

        _enrollment
            .Approve(Operator, "  ", _organization, _enroller, Now)
            .ShouldBeRefused(new ValueRequired().At("reason"));
        _enrollment.Status.ShouldBe(EnrollmentStatus.InReview);
    }

    [Fact]
    public void R25_An_address_proven_for_an_earlier_contact_proves_nothing_for_this_one()
    {
        _enrollment.VerifyContactEmail(_enrollment.LinkSecret(Key), Now).ShouldBeDone();
        _enrollment.Review().DomainMatchesRegistry.ShouldBeTrue();
        _enrollment.RequestAction(Operator, "Who is it?", Now).ShouldBeDone();
        var other = Contact("paul@contoso.example");

        _enrollment.Update(new EnrollmentChanges(null, null, other, null), WebMail, Key, Policy, Now).ShouldBeDone();

        _enrollment.Review().DomainMatchesRegistry.ShouldBeFalse();
    }
}
