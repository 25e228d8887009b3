using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Tests.Access;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Enrollments;

[Collection(EnrollmentCollection.Name)]
public sealed class FillingInTests(EnrollmentServers servers)
{
    private static readonly UpdateNothing Keep = new();

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R8_R9_R19_a_draft_tells_what_is_missing_and_is_taken_up_again(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.ApplicantAsync();
        var draft = await world.NewestAsync(applicant);
        draft.LegalName.ShouldBe("Contoso");
        draft
            .Missing()
            .ShouldBe([EnrollmentStep.MembershipProfile, EnrollmentStep.LegalProfile, EnrollmentStep.SupportContact]);

        (await world.UpdateAsync(applicant, Keep.But(support: Support))).Errors.ShouldBeEmpty();
        (await world.UpdateAsync(applicant, Keep.But(address: Headquarters))).Errors.ShouldBeEmpty();

        draft = await world.NewestAsync(applicant);
        draft.Status.ShouldBe(EnrollmentStatus.Draft);
        draft.SupportContact.ShouldBe(Support);
        draft.Address.ShouldBe(Headquarters);
        draft.Missing().ShouldBe([EnrollmentStep.MembershipProfile, EnrollmentStep.LegalProfile]);

        var early = await world.SubmitAsync(applicant);
        early.Errors.ShouldBe([
            new StepMissing(EnrollmentStep.MembershipProfile),
            new StepMissing(EnrollmentStep.LegalProfile),
        ]);
        (await world.NewestAsync(applicant)).Status.ShouldBe(EnrollmentStatus.Draft);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R10_who_is_in_the_program_already_gives_only_the_support_contact(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var user = await world.Server.AddKnownResellerAsync();
        var caller = await world.CallerAsync(user.Email.Value);
        (await world.StartAsync(Nothing, caller)).Errors.ShouldBeEmpty();
        (await world.NewestAsync(caller)).Missing().ShouldBe([EnrollmentStep.SupportContact]);

        (await world.UpdateAsync(caller, Keep.But(support: Support))).Errors.ShouldBeEmpty();

        (await world.SubmitAsync(caller)).Errors.ShouldBeEmpty();
        (await world.NewestAsync(caller)).Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R20_R21_R23_submitting_mails_the_contact_who_may_be_another_person(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var contact = NewAddress();

        var applicant = await world.SubmittedAsync(contact);

        var enrollment = await world.NewestAsync(applicant);
        enrollment.Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);
        enrollment.SubmittedAt.ShouldNotBeNull();
        enrollment.PrimaryContact!.Email.ShouldBe(contact);
        (await world.MailsAsync(applicant)).ShouldBe(["enrollment.verificationRequested"]);
        (await world.SubmitAsync(applicant)).Errors.Single().Code.ShouldBe(UserErrorCode.IllegalTransition);
    }

    [Theory]
    [InlineData("gmail.com")]
    [InlineData("GoogleMail.com")]
    [InlineData("yahoo.co.uk")]
    [InlineData("mail.yahoo.fr")]
    [InlineData("me.com")]
    [InlineData("hotmail.de")]
    [InlineData("outlook.com")]
    [InlineData("aol.com")]
    public async Task R22_the_contact_may_not_be_on_web_mail(string domain)
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var applicant = await world.ApplicantAsync();

        var updated = await world.UpdateAsync(applicant, Complete(EmailAddress.Parse("anna@" + domain)));

        var error = updated.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(UserErrorCode.WebmailAddressRefused);
        error.Path.ShouldBe(["primaryContact", "email"]);
        (await world.NewestAsync(applicant)).PrimaryContact.ShouldBeNull();
    }

    [Fact]
    public async Task R22_the_list_is_configuration()
    {
        await using var server = await GraphServer.StartAsync(
            TestDatabase.Sqlite,
            ("Enrollment__WebMailDomains", "contoso.* letters.example")
        );
        var world = new EnrollmentWorld(server);
        var applicant = await world.ApplicantAsync();

        foreach (var refused in new[] { "a@contoso.fr", "a@letters.example" })
            (await world.UpdateAsync(applicant, Complete(EmailAddress.Parse(refused))))
                .Errors.Single()
                .Code.ShouldBe(UserErrorCode.WebmailAddressRefused);
        (await world.UpdateAsync(applicant, Complete(EmailAddress.Parse("a@gmail.com")))).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_wrong_value_is_told_by_its_path()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var applicant = await world.ApplicantAsync();
        var long41 = new string('1', 41);

        var updated = await world.UpdateAsync(
            applicant,
            new(
                " ",
                Headquarters with
                {
                    City = "",
                },
                new Contact("A\rB", NewAddress(), long41),
                Support with
                {
                    Website = new Uri("ftp://contoso.example"),
                }
            )
        );

        updated
            .Errors.Select(error => (error.Code, string.Join('.', error.Path)))
            .ShouldBe(
                [
                    (UserErrorCode.Required, "legalName"),
                    (UserErrorCode.Required, "address.city"),
                    (UserErrorCode.Invalid, "primaryContact.fullName"),
                    (UserErrorCode.Invalid, "primaryContact.phone"),
                    (UserErrorCode.Invalid, "supportContact.website"),
                ],
                ignoreOrder: true
            );
        (await world.NewestAsync(applicant)).Address.ShouldBeNull();
    }

    [Fact]
    public async Task In_the_review_nothing_is_changed()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var applicant = await world.InReviewAsync();

        (await world.UpdateAsync(applicant, Complete()))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(new EnrollmentNotEditable(EnrollmentStatus.InReview));
        (await world.ResendAsync(applicant))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(new NoVerificationPending(EnrollmentStatus.InReview));
    }

    [Fact]
    public async Task Two_organizations_change_each_their_own()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var (mine, theirs) = (await world.SubmittedAsync(), await world.ApplicantAsync());

        (await world.UpdateAsync(theirs, Keep.But(support: Support))).Errors.ShouldBeEmpty();
        (await world.WithdrawAsync(theirs)).Errors.ShouldBeEmpty();

        (await world.NewestAsync(mine)).Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);
        (await world.NewestAsync(theirs)).Status.ShouldBe(EnrollmentStatus.Withdrawn);
    }

    [Fact]
    public async Task Only_a_global_admin_works_on_the_enrollment()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var applicant = await world.ApplicantAsync();
        var agent = await world.MemberAsync(
            applicant.Organization,
            new Roles(AgentRole.AdminAgent, AdminRole.UserManagementAdmin)
        );

        AskedPermission.Of<SubmitEnrollment>().Refuse(agent).ShouldBe("FORBIDDEN");
        AskedPermission.Of<SubmitEnrollment>().Refuse(applicant).ShouldBeNull();
        AskedPermission.Of<ApproveEnrollment>().Refuse(applicant).ShouldBe("FORBIDDEN");
        AskedPermission.Of<RejectEnrollment>().Refuse(null).ShouldBe("UNAUTHENTICATED");
        AskedPermission.Of<RequestEnrollmentAction>().Refuse(applicant).ShouldBe("FORBIDDEN");
        (await world.Server.HasNoEnrollmentsOfOthersAsync(agent)).ShouldBeTrue();
    }
}
