using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Enrollments;

[Collection(EnrollmentCollection.Name)]
public sealed class VerifyEnrollmentEmailTests(EnrollmentServers servers)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R24_the_review_goes_on_only_after_the_address_is_verified(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await world.OperatorAsync();
        var applicant = await world.SubmittedAsync();
        var id = await world.IdAsync(applicant);

        (await world.ApproveAsync(reviewer, id))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(
                new IllegalEnrollmentTransition(EnrollmentStatus.AwaitingEmailVerification, EnrollmentStatus.Approved)
            );
        (await world.VerifyAsync(await world.TokenAsync(applicant))).Status.ShouldBe(EnrollmentStatus.InReview);

        var enrollment = await world.NewestAsync(applicant);
        enrollment.ContactEmailVerifiedAt.ShouldNotBeNull();
        (await world.ApproveAsync(reviewer, id)).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R80_R82_a_link_is_good_once_for_a_while_and_until_a_newer_one(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.SubmittedAsync();
        var first = await world.TokenAsync(applicant);

        (await world.ResendAsync(applicant)).Errors.Single().ShouldBeOfType<ResendTooSoon>();
        await world.AgeLinkAsync(applicant, TimeSpan.FromMinutes(2));
        (await world.ResendAsync(applicant)).Errors.ShouldBeEmpty();
        var second = await world.TokenAsync(applicant);

        var rotated = await world.VerifyAsync(first);
        rotated.Errors.ShouldHaveSingleItem().ShouldBe(new LinkNotFound().At("token"));
        (await world.VerifyAsync(new string('A', 43))).Errors.ShouldBe(rotated.Errors);
        (await world.VerifyAsync("no token")).Errors.ShouldBe(rotated.Errors);

        await world.AgeLinkAsync(applicant, TimeSpan.FromHours(25));
        (await world.VerifyAsync(second)).Errors.Single().Code.ShouldBe(UserErrorCode.InvitationExpired);

        (await world.ResendAsync(applicant)).Errors.ShouldBeEmpty();
        var third = await world.TokenAsync(applicant);
        (await world.VerifyAsync(third)).Status.ShouldBe(EnrollmentStatus.InReview);
        (await world.VerifyAsync(third)).Errors.ShouldHaveSingleItem().ShouldBe(new LinkAlreadyUsed().At("token"));
        (await world.MailsAsync(applicant)).ShouldBe([
            "enrollment.verificationRequested",
            "enrollment.verificationRequested",
            "enrollment.verificationRequested",
            "enrollment.statusChanged",
        ]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_many_who_use_a_link_at_once_one_wins(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.SubmittedAsync();
        var token = await world.TokenAsync(applicant);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => world.VerifyAsync(token))));

        answers.Count(answer => answer.Status is EnrollmentStatus.InReview).ShouldBe(1);
        answers.SelectMany(answer => answer.Errors).ShouldAllBe(error => error == new LinkAlreadyUsed().At("token"));
        (await world.NewestAsync(applicant)).History.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_withdrawn_enrollment_takes_its_link_along()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var applicant = await world.SubmittedAsync();
        var token = await world.TokenAsync(applicant);
        (await world.WithdrawAsync(applicant)).Errors.ShouldBeEmpty();

        (await world.VerifyAsync(token)).Errors.ShouldHaveSingleItem().ShouldBe(new LinkRevoked().At("token"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_corrected_address_gets_a_link_of_its_own(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.SubmittedAsync();
        var old = await world.TokenAsync(applicant);
        await world.AgeLinkAsync(applicant, TimeSpan.FromMinutes(2));

        (await world.UpdateAsync(applicant, ContactAt(NewAddress()))).Errors.ShouldBeEmpty();

        (await world.VerifyAsync(old)).Errors.Single().Code.ShouldBe(UserErrorCode.InvitationNotFound);
        (await world.VerifyAsync(await world.TokenAsync(applicant))).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Whoever_names_contact_after_contact_mails_one_of_them_a_minute(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.SubmittedAsync();

        (await world.UpdateAsync(applicant, ContactAt(NewAddress())))
            .Errors.ShouldHaveSingleItem()
            .Path.ShouldBe(["primaryContact", "email"]);
        await world.AgeLinkAsync(applicant, TimeSpan.FromMinutes(2));
        var raced = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => world.UpdateAsync(applicant, ContactAt(NewAddress())))
        );

        raced.Count(one => one.Errors.Count == 0).ShouldBe(1);
        raced
            .SelectMany(one => one.Errors)
            .ShouldAllBe(refused => refused is ChangedMeanwhile || refused is ResendTooSoon);
        (await world.MailsAsync(applicant)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Ten_links_a_day_are_mailed_however_they_are_asked_for(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.SubmittedAsync();
        for (var mailed = 1; mailed < 10; mailed++)
        {
            await world.AgeLinkAsync(applicant, TimeSpan.FromMinutes(2));
            var asked =
                mailed % 2 == 0
                    ? (await world.ResendAsync(applicant)).Errors
                    : (await world.UpdateAsync(applicant, ContactAt(NewAddress()))).Errors;
            asked.ShouldBeEmpty();
        }
        await world.AgeLinkAsync(applicant, TimeSpan.FromMinutes(2));
        var contact = (await world.NewestAsync(applicant)).PrimaryContact;

        var refusals = (await world.UpdateAsync(applicant, ContactAt(NewAddress()))).Errors;
        refusals.ShouldHaveSingleItem().ShouldBe(new LinkQuotaExceeded(10));
        (await world.ResendAsync(applicant)).Errors.ShouldBe(refusals);
        (await world.NewestAsync(applicant)).PrimaryContact.ShouldBe(contact);
        // A new start is no way around it; what mails nobody goes on.
        (await world.WithdrawAsync(applicant)).Errors.ShouldBeEmpty();
        (await world.StartAsync(Nothing, applicant)).Errors.ShouldBeEmpty();
        await world.LinkAsync(applicant);
        (await world.UpdateAsync(applicant, Complete(NewAddress()))).Errors.ShouldBeEmpty();
        (await world.SubmitAsync(applicant)).Errors.ShouldBe(refusals);
        (await world.NewestAsync(applicant)).Status.ShouldBe(EnrollmentStatus.Draft);
        (await world.MailsAsync(applicant)).Count(kind => kind == "enrollment.verificationRequested").ShouldBe(10);

        // Others are not concerned.
        await world.SubmittedAsync();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_applicants_own_address_is_proven_for_the_account_as_well(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var email = NewAddress();
        var applicant = await world.ApplicantAsync(email);
        var stranger = NewAddress();
        await world.ApplicantAsync(stranger);
        await world.LinkAsync(applicant);
        await world.UpdateAsync(applicant, Complete(stranger));
        (await world.SubmitAsync(applicant)).Errors.ShouldBeEmpty();

        // Somebody else's account stays as it is, whoever named its address as a contact.
        (await world.VerifyAsync(await world.TokenAsync(applicant))).Errors.ShouldBeEmpty();
        (await IsVerifiedAsync(world, stranger)).ShouldBeFalse();
        (await IsVerifiedAsync(world, email)).ShouldBeFalse();

        (await world.AskAsync(await world.OperatorAsync(), await world.IdAsync(applicant))).Errors.ShouldBeEmpty();
        (await world.UpdateAsync(applicant, ContactAt(email))).Errors.ShouldBeEmpty();
        (await world.SubmitAsync(applicant)).Errors.ShouldBeEmpty();
        (await world.VerifyAsync(await world.TokenAsync(applicant))).Errors.ShouldBeEmpty();
        (await IsVerifiedAsync(world, email)).ShouldBeTrue();
    }

    private static async Task<bool> IsVerifiedAsync(EnrollmentWorld world, EmailAddress email)
    {
        await using var db = world.Server.Open();
        return await db.Accounts.Where(row => row.Email == email.Value).Select(row => row.EmailConfirmed).SingleAsync();
    }
}
