using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Enrollments;

[Collection(EnrollmentCollection.Name)]
public sealed class MembershipTests(EnrollmentServers servers)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R13_R14_the_membership_account_shows_its_profiles_and_cancelling_links_nothing(
        TestDatabase database
    )
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.ApplicantAsync();
        var name = Unique("member");
        var (first, second) = (Profile(name), Profile(name, active: false));
        await world.AddMembershipAsync(first, second);

        var shown = await world.SignInToMembershipAsync(applicant, name.ToUpperInvariant());

        shown.Errors.ShouldBeEmpty();
        shown.Profiles!.Select(profile => profile.MpnId).ShouldBe([first.MpnId, second.MpnId], ignoreOrder: true);
        shown.MembershipSession.ShouldNotBeNull();
        (await world.NewestAsync(applicant)).MembershipProfile.ShouldBeNull();
        (await world.OrganizationAsync(applicant)).MpnId.ShouldBeNull();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R13_a_wrong_password_and_an_unknown_name_are_refused_alike(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.ApplicantAsync();
        var name = await world.AddMembershipAsync(Profile(Unique("member")));

        var wrong = await world.SignInToMembershipAsync(applicant, name, "wrong");
        var unknown = await world.SignInToMembershipAsync(applicant, "nobody", "wrong");

        wrong.Errors.ShouldHaveSingleItem().ShouldBe(new MembershipSignInFailed());
        unknown.Errors.ShouldBe(wrong.Errors);
        (wrong.Profiles, wrong.MembershipSession).ShouldBe((null, null));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R15_R16_exactly_one_profile_is_chosen_and_what_belongs_to_it_moves(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.ApplicantAsync();
        var name = Unique("member");
        var (first, second) = (Profile(name), Profile(name));
        await world.AddMembershipAsync(first, second);
        var session = (await world.SignInToMembershipAsync(applicant, name)).MembershipSession!;

        (await world.ChooseAsync(applicant, session, first.MpnId)).Errors.ShouldBeEmpty();

        (await world.NewestAsync(applicant)).MembershipProfile!.MpnId.ShouldBe(first.MpnId);
        var organization = await world.OrganizationAsync(applicant);
        organization.MpnId.ShouldBe(first.MpnId);
        organization.Incentives.ShouldBe(["Cloud"]);
        organization.Benefits.ShouldBe(["Support"]);
        organization.Competencies.ShouldBe(["Gold Cloud"]);

        var again = await world.ChooseAsync(applicant, session, second.MpnId);
        var error = again.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(UserErrorCode.MembershipSignInFailed);
        error.Path.ShouldBe(["membershipSession"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R17_R18_an_inactive_profile_and_one_of_another_country_are_two_refusals(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var applicant = await world.ApplicantAsync();
        var name = Unique("member");
        var (inactive, foreign, good) = (Profile(name, active: false), Profile(name, country: "FR"), Profile(name));
        await world.AddMembershipAsync(inactive, foreign, good);
        var session = (await world.SignInToMembershipAsync(applicant, name)).MembershipSession!;

        (await world.ChooseAsync(applicant, session, inactive.MpnId))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(new MpnProfileInactive(inactive.MpnId).At("mpnId"));
        (await world.ChooseAsync(applicant, session, foreign.MpnId))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(new MpnCountryMismatch(foreign.MpnId, "FR", "DE").At("mpnId"));
        (await world.OrganizationAsync(applicant)).MpnId.ShouldBeNull();

        // What was refused leaves the sign-in good for another choice.
        (await world.ChooseAsync(applicant, session, good.MpnId)).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_session_is_good_for_its_own_enrollment_and_its_own_profiles(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var (applicant, other) = (await world.ApplicantAsync(), await world.ApplicantAsync());
        var profile = Profile(Unique("member"));
        var strangers = Profile(Unique("member"));
        await world.AddMembershipAsync(profile);
        await world.AddMembershipAsync(strangers);
        var session = (await world.SignInToMembershipAsync(applicant, profile.UserName)).MembershipSession!;

        (await world.ChooseAsync(other, session, profile.MpnId))
            .Errors.Single()
            .Code.ShouldBe(UserErrorCode.MembershipSignInFailed);
        (await world.ChooseAsync(applicant, "pgm_unknown", profile.MpnId))
            .Errors.Single()
            .Code.ShouldBe(UserErrorCode.MembershipSignInFailed);
        (await world.ChooseAsync(applicant, session, strangers.MpnId))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(new MpnNotInMembership().At("mpnId"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task An_mpn_id_belongs_to_one_organization_until_its_enrollment_ends(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var (first, second) = (await world.ApplicantAsync(), await world.ApplicantAsync());
        var profile = Profile(Unique("member"));
        await world.AddMembershipAsync(profile);
        var sessionOfFirst = (await world.SignInToMembershipAsync(first, profile.UserName)).MembershipSession!;
        var sessionOfSecond = (await world.SignInToMembershipAsync(second, profile.UserName)).MembershipSession!;
        (await world.ChooseAsync(first, sessionOfFirst, profile.MpnId)).Errors.ShouldBeEmpty();

        (await world.ChooseAsync(second, sessionOfSecond, profile.MpnId))
            .Errors.ShouldHaveSingleItem()
            .ShouldBe(new MpnAlreadyLinked(profile.MpnId).At("mpnId"));

        (await world.WithdrawAsync(first)).Errors.ShouldBeEmpty();
        (await world.ChooseAsync(second, sessionOfSecond, profile.MpnId)).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_eight_organizations_that_link_one_mpn_id_at_once_one_wins(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var profile = Profile(Unique("member"));
        await world.AddMembershipAsync(profile);
        var choices = new List<Func<Task<IReadOnlyList<Refusal>>>>();
        for (var i = 0; i < 8; i++)
        {
            var applicant = await world.ApplicantAsync();
            var session = (await world.SignInToMembershipAsync(applicant, profile.UserName)).MembershipSession!;
            choices.Add(async () => (await world.ChooseAsync(applicant, session, profile.MpnId)).Errors);
        }

        var answers = await Task.WhenAll(choices.Select(choose => Task.Run(choose)));

        answers.Count(errors => errors.Count == 0).ShouldBe(1);
        answers
            .SelectMany(errors => errors)
            .ShouldAllBe(error => error == new MpnAlreadyLinked(profile.MpnId).At("mpnId"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Who_loses_an_mpn_id_while_saving_is_told_so_and_keeps_the_sign_in(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var (winner, loser) = (await world.ApplicantAsync(), await world.ApplicantAsync());
        var profile = Profile(Unique("member"));
        await world.AddMembershipAsync(profile);
        var session = (await world.SignInToMembershipAsync(loser, profile.UserName)).MembershipSession!;
        await using var db = world.Server.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var organization = await db.Organizations.SingleAsync(row => row.Id == winner.Organization);
        organization.LinkMembership(profile.ToProfile());
        await db.SaveChangesAsync();

        // Sees nobody who has it, and then waits for the one who is about to.
        var choosing = Task.Run(() => world.ChooseAsync(loser, session, profile.MpnId));
        await Task.Delay(500);
        choosing.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync();

        (await choosing).Errors.ShouldBe([new MpnAlreadyLinked(profile.MpnId).At("mpnId")]);
        (await world.OrganizationAsync(loser)).MpnId.ShouldBeNull();
        organization.ReleaseMembership();
        await db.SaveChangesAsync();
        (await world.ChooseAsync(loser, session, profile.MpnId)).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_enrollment_there_is_nothing_to_link_to()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var caller = await world.OperatorAsync();

        (await world.SignInToMembershipAsync(caller, "anybody")).Errors.ShouldHaveSingleItem().ShouldBe(new NotFound());
        (await world.ChooseAsync(caller, "pgm_x", "1")).Errors.ShouldHaveSingleItem().ShouldBe(new NotFound());
    }
}
