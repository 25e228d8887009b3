using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Enrollments;

/// <summary>R8 to R22: what a draft needs and takes.</summary>
public sealed class EnrollmentDraftTests
{
    private readonly Organization _organization = Reseller(approved: false);
    private readonly User _enroller;

    public EnrollmentDraftTests() => _enroller = UserOf(_organization, GlobalAdmin);

    [Fact]
    public void R8_A_draft_lists_what_is_missing_and_is_filled_step_by_step()
    {
        var enrollment = Start();
        enrollment
            .Missing()
            .ShouldBe([EnrollmentStep.MembershipProfile, EnrollmentStep.LegalProfile, EnrollmentStep.SupportContact]);

        enrollment.ChooseMembershipProfile(Membership(), _organization, null).ShouldBeDone();
        enrollment.Missing().ShouldBe([EnrollmentStep.LegalProfile, EnrollmentStep.SupportContact]);
        Update(enrollment, new EnrollmentChanges("Contoso SARL", null, null, Support())).ShouldBeDone();
        enrollment.Missing().ShouldBe([EnrollmentStep.LegalProfile]);
        Update(enrollment, new EnrollmentChanges(null, Street(), Contact(), null)).ShouldBeDone();

        enrollment.Missing().ShouldBeEmpty();
        enrollment.LegalProfile.ShouldBe(new LegalProfile("Contoso SARL", Street(), Contact()));
        enrollment.Status.ShouldBe(EnrollmentStatus.Draft);
    }

    [Fact]
    public void R9_Submitting_names_every_missing_step()
    {
        var outcome = Start().Submit(_enroller.AsActor(), WebMail, Key, Policy, Now);

        outcome.Refusals.ShouldBe([
            new StepMissing(EnrollmentStep.MembershipProfile),
            new StepMissing(EnrollmentStep.LegalProfile),
            new StepMissing(EnrollmentStep.SupportContact),
        ]);
    }

    [Fact]
    public void R10_An_organization_in_the_program_gives_only_its_support_contact()
    {
        var inProgram = Value(Organization.CreateReseller(new OrganizationId(NewId()), "Contoso", France, Now));
        inProgram.EnterProgram(Legal(), null!, Now);
        var enroller = UserOf(inProgram, GlobalAdmin);
        var enrollment = Value(Enrollment.Start(new EnrollmentId(NewId()), inProgram, enroller, null, Now));

        enrollment.Missing().ShouldBe([EnrollmentStep.SupportContact]);
        Update(enrollment, new EnrollmentChanges(null, null, null, Support())).ShouldBeDone();

        enrollment.Submit(enroller.AsActor(), WebMail, Key, Policy, Now).ShouldBeDone();
        enrollment.Review().HasEstablishedProfile.ShouldBeTrue();
    }

    [Theory]
    [InlineData(AdminRole.NotAnAdmin)]
    [InlineData(AdminRole.UserManagementAdmin)]
    public void R11_Only_a_global_admin_enrolls(AdminRole role)
    {
        var applicant = UserOf(_organization, new Roles(AgentRole.AdminAgent, role));

        Enrollment
            .Start(new EnrollmentId(NewId()), _organization, applicant, null, Now)
            .ShouldBeRefused(new GlobalAdminRequired());
    }

    [Fact]
    public void Only_resellers_enroll() =>
        Enrollment
            .Start(new EnrollmentId(NewId()), Provider(), _enroller, null, Now)
            .ShouldBeRefused(new OnlyResellersEnroll());

    [Fact]
    public void R8_One_enrollment_is_open_at_a_time()
    {
        var first = Start();

        Enrollment
            .Start(new EnrollmentId(NewId()), _organization, _enroller, first, Now)
            .ShouldBeRefused(new EnrollmentExists(EnrollmentStatus.Draft));
    }

    [Fact]
    public void R27_After_a_withdrawn_one_a_new_enrollment_may_be_started()
    {
        var first = Start();
        first.Withdraw(_enroller.AsActor(), _organization, Now).ShouldBeDone();

        Enrollment.Start(new EnrollmentId(NewId()), _organization, _enroller, first, Now).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void R16_The_chosen_profile_moves_to_the_organization()
    {
        var enrollment = Start();

        enrollment.ChooseMembershipProfile(Membership("4711"), _organization, null).ShouldBeDone();
        enrollment.ChooseMembershipProfile(Membership("4712"), _organization, _organization.Id).ShouldBeDone();

        enrollment.MembershipProfile!.MpnId.ShouldBe("4712");
        _organization.MpnId.ShouldBe("4712");
        _organization.Competencies.ShouldBe(["Security"]);
    }

    [Fact]
    public void R17_An_inactive_profile_is_refused()
    {
        Start()
            .ChooseMembershipProfile(Membership(active: false), _organization, null)
            .ShouldBeRefused(new MpnProfileInactive("4711").At("mpnId"));
        _organization.MpnId.ShouldBeNull();
    }

    [Fact]
    public void R18_A_profile_of_another_country_is_refused()
    {
        Start()
            .ChooseMembershipProfile(Membership(country: Spain), _organization, null)
            .ShouldBeRefused(new MpnCountryMismatch("4711", "ES", "FR").At("mpnId"));
        _organization.MpnId.ShouldBeNull();
    }

    [Fact]
    public void R18_An_mpn_id_of_another_organization_is_refused() =>
        Start()
            .ChooseMembershipProfile(Membership(), _organization, new OrganizationId(NewId()))
            .ShouldBeRefused(new MpnAlreadyLinked("4711").At("mpnId"));

    [Fact]
    public void R16_An_enrollment_that_ends_without_approval_frees_the_mpn_id()
    {
        var enrollment = Start();
        enrollment.ChooseMembershipProfile(Membership(), _organization, null).ShouldBeDone();

        enrollment.Withdraw(_enroller.AsActor(), _organization, Now).ShouldBeDone();

        _organization.MpnId.ShouldBeNull();
        enrollment.MembershipProfile!.MpnId.ShouldBe("4711");
    }

    [Fact]
    public void R19_What_is_known_is_filled_in()
    {
        var known = Reseller();
        var enrollment = Value(
            Enrollment.Start(new EnrollmentId(NewId()), known, UserOf(known, GlobalAdmin), null, Now)
        );

        enrollment.LegalProfile.ShouldBe(Legal());
        enrollment.SupportContact.ShouldBe(Support());
    }

    [Fact]
    public void R21_The_primary_contact_may_be_another_person()
    {
        var enrollment = Start();

        Update(enrollment, new EnrollmentChanges(null, null, Contact("someone.else@contoso.example"), null))
            .ShouldBeDone();

        enrollment.PrimaryContact!.Email.ShouldNotBe(_enroller.Email);
    }

    [Theory]
    [InlineData("paula@gmail.com", "gmail.com")]
    [InlineData("paula@mail.Yahoo.co.uk", "mail.yahoo.co.uk")]
    public void R22_A_contact_on_a_web_mail_service_is_refused(string address, string domain)
    {
        var enrollment = Start();

        Update(enrollment, new EnrollmentChanges(null, null, Contact(address), null))
            .ShouldBeRefused(new WebMailAddressRefused(domain).At("primaryContact", "email"));
        enrollment.PrimaryContact.ShouldBeNull();
    }

    [Fact]
    public void R22_A_web_mail_address_that_was_filled_in_is_refused_on_submission()
    {
        var known = Value(Organization.CreateReseller(new OrganizationId(NewId()), "Contoso", France, Now));
        known.EnterProgram(Legal("paula@hotmail.fr"), Support(), Now);
        var enroller = UserOf(known, GlobalAdmin);
        var enrollment = Value(Enrollment.Start(new EnrollmentId(NewId()), known, enroller, null, Now));

        enrollment
            .Submit(enroller.AsActor(), WebMail, Key, Policy, Now)
            .ShouldBeRefused(new WebMailAddressRefused("hotmail.fr").At("primaryContact", "email"));
    }

    [Fact]
    public void Wrong_fields_are_told_together_with_their_paths()
    {
        var changes = new EnrollmentChanges(
            " ",
            Street() with
            {
                City = "",
            },
            Contact() with
            {
                FullName = "Paula\r\nBcc: all@contoso.example",
            },
            Support() with
            {
                Website = new Uri("file:///etc/passwd"),
            }
        );

        Update(Start(), changes)
            .Refusals.ShouldBe([
                new ValueRequired().At("legalName"),
                new ValueRequired().At("address", "city"),
                new ControlCharacterRefused().At("primaryContact", "fullName"),
                new UrlInvalid().At("supportContact", "website"),
            ]);
    }

    private Enrollment Start() =>
        Value(Enrollment.Start(new EnrollmentId(NewId()), _organization, _enroller, newest: null, Now));

    private static Outcome Update(Enrollment enrollment, EnrollmentChanges changes) =>
        enrollment.Update(changes, WebMail, Key, Policy, Now);
}
