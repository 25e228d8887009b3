using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Enrollments;

[Collection(EnrollmentCollection.Name)]
public sealed class ReviewTests(EnrollmentServers servers)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R28_R29_approval_makes_a_partner_and_its_enroller_an_admin_agent(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.InReviewAsync();

        (await world.ApproveAsync(reviewer, await world.IdAsync(applicant), "Welcome.")).Errors.ShouldBeEmpty();

        var organization = await world.OrganizationAsync(applicant);
        organization.IsApproved.ShouldBeTrue();
        organization.LegalProfile!.LegalName.ShouldBe("Contoso GmbH");
        organization.SupportContact.ShouldBe(Support);
        await using var db = world.Server.Open();
        var enroller = await db.Users.FindAsync(applicant.User!.Value);
        enroller!.Roles.ShouldBe(new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin));
        (await world.MailsAsync(applicant)).ShouldBe([
            "enrollment.verificationRequested",
            "enrollment.statusChanged",
            "enrollment.statusChanged",
        ]);
        (await world.StartAsync(Nothing, applicant)).Errors.Single().Code.ShouldBe(UserErrorCode.Conflict);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R26_every_step_is_recorded_with_who_when_and_why(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.InReviewAsync();
        var id = await world.IdAsync(applicant);
        (await world.AskAsync(reviewer, id, "The address, please.")).Errors.ShouldBeEmpty();
        (await world.SubmitAsync(applicant)).Errors.ShouldBeEmpty();
        (await world.RejectAsync(reviewer, id, "Not a reseller.")).Errors.ShouldBeEmpty();

        var history = (await world.NewestAsync(applicant)).History;

        history
            .Select(step => (step.To, step.By, step.Reason))
            .ShouldBe([
                (EnrollmentStatus.Draft, "Anna Schmidt", null),
                (EnrollmentStatus.AwaitingEmailVerification, "Anna Schmidt", null),
                (EnrollmentStatus.InReview, "Carl Contact", null),
                (EnrollmentStatus.ActionRequired, "Anna Schmidt", "The address, please."),
                (EnrollmentStatus.InReview, "Anna Schmidt", null),
                (EnrollmentStatus.Rejected, "Anna Schmidt", "Not a reseller."),
            ]);
        history.Zip(history.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        history[3].ByUserId.ShouldBe(reviewer.User);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R27_each_change_is_mailed_and_another_address_is_verified_anew(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.InReviewAsync();
        (await world.AskAsync(reviewer, await world.IdAsync(applicant))).Errors.ShouldBeEmpty();
        (await world.UpdateAsync(applicant, ContactAt(NewAddress()))).Errors.ShouldBeEmpty();

        (await world.SubmitAsync(applicant)).Errors.ShouldBeEmpty();

        var enrollment = await world.NewestAsync(applicant);
        enrollment.Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);
        enrollment.ContactEmailVerifiedAt.ShouldBeNull();
        (await world.MailsAsync(applicant)).ShouldBe([
            "enrollment.verificationRequested",
            "enrollment.statusChanged",
            "enrollment.statusChanged",
            "enrollment.verificationRequested",
        ]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Rejected_and_withdrawn_are_final_and_give_the_mpn_id_free(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var (rejected, withdrawn) = (await world.InReviewAsync(), await world.SubmittedAsync());
        var id = await world.IdAsync(rejected);
        (await world.RejectAsync(reviewer, id)).Errors.ShouldBeEmpty();
        (await world.WithdrawAsync(withdrawn)).Errors.ShouldBeEmpty();

        foreach (var applicant in new[] { rejected, withdrawn })
        {
            (await world.OrganizationAsync(applicant)).MpnId.ShouldBeNull();
            (await world.WithdrawAsync(applicant)).Errors.Single().Code.ShouldBe(UserErrorCode.IllegalTransition);
            (await world.SubmitAsync(applicant)).Errors.Single().Code.ShouldBe(UserErrorCode.IllegalTransition);
            (await world.StartAsync(Nothing, applicant)).Errors.ShouldBeEmpty();
            (await world.NewestAsync(applicant)).Status.ShouldBe(EnrollmentStatus.Draft);
        }
        (await world.ApproveAsync(reviewer, id)).Errors.Single().Code.ShouldBe(UserErrorCode.IllegalTransition);
    }

    [Fact]
    public async Task The_operator_gives_a_reason()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var reviewer = await world.OperatorAsync();
        var id = await world.IdAsync(await world.InReviewAsync());
        var required = new ValueRequired().At("reason");

        (await world.AskAsync(reviewer, id, " ")).Errors.ShouldBe([required]);
        (await world.RejectAsync(reviewer, id, "")).Errors.ShouldBe([required]);
        (await world.ApproveAsync(reviewer, id, " ")).Errors.ShouldBe([required]);
        (await world.AskAsync(reviewer, id, new string('x', 2001)))
            .Errors.Single()
            .Code.ShouldBe(UserErrorCode.Invalid);
    }

    [Fact]
    public async Task Unknown_ids_ids_of_other_things_and_no_ids_answer_alike()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var reviewer = await world.OperatorAsync();
        var unknown = GlobalId.Of(NodeKind.Enrollment, NewId().Value);
        var organization = GlobalId.Of(NodeKind.Partner, (await world.ApplicantAsync()).Organization.Value);

        foreach (var id in new[] { unknown, organization, "", "x" })
        {
            var expected = new NotFound().At("enrollmentId");
            (await world.ApproveAsync(reviewer, id)).Errors.ShouldBe([expected]);
            (await world.RejectAsync(reviewer, id)).Errors.ShouldBe([expected]);
            (await world.AskAsync(reviewer, id)).Errors.ShouldBe([expected]);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_several_answers_at_once_one_counts(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.InReviewAsync();
        var id = await world.IdAsync(applicant);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    Task.Run(async () =>
                        n % 2 == 0
                            ? (await world.ApproveAsync(reviewer, id)).Errors
                            : (await world.RejectAsync(reviewer, id)).Errors
                    )
                )
        );

        answers.Count(errors => errors.Count == 0).ShouldBe(1);
        answers
            .SelectMany(errors => errors)
            .ShouldAllBe(error =>
                error.Code == UserErrorCode.Conflict || error.Code == UserErrorCode.IllegalTransition
            );
        var enrollment = await world.NewestAsync(applicant);
        enrollment.History.Count.ShouldBe(4);
        (await world.OrganizationAsync(applicant)).IsApproved.ShouldBe(enrollment.Status is EnrollmentStatus.Approved);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R17_R18_the_membership_profile_has_to_be_good_at_the_approval_too(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.InReviewAsync();
        var id = await world.IdAsync(applicant);
        var mpnId = (await world.OrganizationAsync(applicant)).MpnId!;
        await using var db = world.Server.Open();
        var row = await db.MembershipRows.SingleAsync(one => one.MpnId == mpnId);

        (row.Active, row.Country) = (false, CountryCode.Parse("DE"));
        await db.SaveChangesAsync();
        (await world.ApproveAsync(reviewer, id)).Errors.Single().Code.ShouldBe(UserErrorCode.MpnProfileInactive);
        (row.Active, row.Country) = (true, CountryCode.Parse("FR"));
        await db.SaveChangesAsync();
        (await world.ApproveAsync(reviewer, id)).Errors.Single().Code.ShouldBe(UserErrorCode.MpnCountryMismatch);
        (await world.OrganizationAsync(applicant)).IsApproved.ShouldBeFalse();

        row.Country = CountryCode.Parse("DE");
        await db.SaveChangesAsync();
        (await world.ApproveAsync(reviewer, id)).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, "demoted")]
    [InlineData(TestDatabase.Postgres, "demoted")]
    [InlineData(TestDatabase.Sqlite, "deactivated")]
    [InlineData(TestDatabase.Postgres, "deactivated")]
    public async Task R29_who_lost_the_role_meanwhile_does_not_get_it_back_by_the_approval(
        TestDatabase database,
        string change
    )
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.InReviewAsync();
        var id = await world.IdAsync(applicant);
        await world.Server.ChangeUserAsync(applicant.User!.Value, change);

        (await world.ApproveAsync(reviewer, id)).Errors.ShouldBeEmpty();

        await using var db = world.Server.Open();
        var enroller = await db.Users.FindAsync(applicant.User!.Value);
        enroller!.AgentRole.ShouldBe(AgentRole.NotAnAgent);
        (enroller.InForce && enroller.Roles.IsGlobalAdmin).ShouldBeFalse();
    }
}
