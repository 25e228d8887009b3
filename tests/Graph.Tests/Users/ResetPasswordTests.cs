using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Users;

namespace PartnerGraph.Graph.Tests.Users;

public sealed class ResetPasswordTests(RunningPrograms programs)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_reset_shows_a_temporary_password_once_which_only_sets_a_new_one(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var otto = await team.MemberAsync(Team.Manager);

        var answer = await admin.ResetPasswordAsync(otto.Id);

        answer.Refusals("resetPassword").ShouldBeEmpty();
        var password = answer.Word("resetPassword", "temporaryPassword")!;
        (await otto.AskAsync("{ viewer { user { id } } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        (await server.TrySignInAsync(otto.Email, People.Password)).Refusals("signIn").ShouldBe(["SIGN_IN_FAILED"]);
        (await server.MailsToAsync(otto.Email)).ShouldBe(0);

        var first = otto with { Token = await server.SignedInAsync(otto.Email, password) };
        (await first.AskAsync("{ users { totalCount } }")).ErrorCodes.ShouldBe(["PASSWORD_CHANGE_REQUIRED"]);
        (await first.AddUserAsync(Team.NewAddress())).ErrorCodes.ShouldBe(["PASSWORD_CHANGE_REQUIRED"]);
        (await first.AskAsync("{ viewer { passwordChangeRequired } }"))["viewer", "passwordChangeRequired"]!
            .Value.GetBoolean()
            .ShouldBeTrue();
        var changed = await first.AskAsync(
            """
            mutation($old: String!, $new: String!) {
              changePassword(input: { currentPassword: $old, newPassword: $new }) {
                session { accessToken } errors { code path message }
              }
            }
            """,
            new { old = password, @new = Accounts.OwnPassword }
        );
        var then = otto with { Token = changed.Word("changePassword", "session", "accessToken")! };
        (await then.AskAsync("{ users { totalCount } }"))["users", "totalCount"]!.Value.GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_person_of_two_organizations_is_mailed_a_link_that_no_organization_sees(
        TestDatabase database
    )
    {
        var server = await programs.On(database);
        var (admin, person) = await OfTwoOrganizationsAsync(server);

        var answer = await admin.ResetPasswordAsync(person.Id);

        answer.Refusals("resetPassword").ShouldBeEmpty();
        answer["resetPassword", "temporaryPassword"].ShouldBeNull();
        (await server.MailsToAsync(person.Email)).ShouldBe(2);
        // Until the person chooses one, the password in use goes on working.
        await server.SignedInAsync(person.Email);
        (await admin.ResetPasswordAsync(person.Id)).Refusals("resetPassword").ShouldBe(["QUOTA_EXCEEDED"]);

        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.PasswordReset)).Single();
        var set = server.Services.GetRequiredService<SetNewPassword>();
        var weak = await set.ExecuteAsync(token, person.Email, Cancellation);
        weak.Refusals.ShouldHaveSingleItem().Path.ShouldBe(["newPassword"]);
        var session = person with { Token = await server.SignedInAsync(person.Email) };
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => set.ExecuteAsync(token, Accounts.OwnPassword, Cancellation))
        );

        outcomes.Count(outcome => outcome.IsDone).ShouldBe(1);
        outcomes.SelectMany(outcome => outcome.Refusals).Distinct().ShouldBe([new LinkAlreadyUsed()]);
        (await session.AskAsync("{ viewer { user { id } } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        await server.SignedInAsync(person.Email, Accounts.OwnPassword);
        (await server.TrySignInAsync(person.Email, People.Password)).Refusals("signIn").ShouldBe(["SIGN_IN_FAILED"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_changed_password_ends_the_links_from_before(TestDatabase database)
    {
        var server = await programs.On(database);
        var (admin, person) = await OfTwoOrganizationsAsync(server);
        (await admin.ResetPasswordAsync(person.Id)).Refusals("resetPassword").ShouldBeEmpty();
        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.PasswordReset)).Single();
        var changed = await server.AskAsync(
            await server.SignedInAsync(person.Email),
            "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { errors { code path } } }",
            new { input = new { currentPassword = People.Password, newPassword = Accounts.OwnPassword } }
        );
        changed.Refusals("changePassword").ShouldBeEmpty();

        var outcome = await server
            .Services.GetRequiredService<SetNewPassword>()
            .ExecuteAsync(token, "a third password by somebody", Cancellation);

        outcome.Refusals.ShouldBe([new LinkAlreadyUsed()]);
        await server.SignedInAsync(person.Email, Accounts.OwnPassword);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_newer_link_ends_the_one_before(TestDatabase database)
    {
        var server = await programs.On(database);
        var (admin, person) = await OfTwoOrganizationsAsync(server);
        await admin.ResetPasswordAsync(person.Id);
        await server.AgeLinksAsync(person.User.PersonId);
        (await admin.ResetPasswordAsync(person.Id)).Refusals("resetPassword").ShouldBeEmpty();

        var tokens = await server.LinksAsync(person.User.PersonId, LinkPurpose.PasswordReset);
        var set = server.Services.GetRequiredService<SetNewPassword>();

        tokens.Count.ShouldBe(2);
        (await set.ExecuteAsync(tokens[1], Accounts.OwnPassword, Cancellation)).Refusals.ShouldBe([
            new LinkAlreadyUsed(),
        ]);
        (await set.ExecuteAsync(tokens[0], Accounts.OwnPassword, Cancellation)).IsDone.ShouldBeTrue();
        var consents = await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent);
        (await set.ExecuteAsync(consents[0], Accounts.OwnPassword, Cancellation)).Refusals.ShouldBe([
            new LinkNotFound(),
        ]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_An_organization_that_waits_for_consent_cannot_reset_anything(TestDatabase database)
    {
        var server = await programs.On(database);
        var home = await Team.StartAsync(server);
        var owner = await home.MemberAsync(Team.GlobalAdmin);
        var person = await home.MemberAsync(Team.Manager);
        var stranger = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var added = await stranger.AddUserAsync(person.Email);

        (await stranger.ResetPasswordAsync(added.Word("addUser", "user", "id")!))
            .Refusals("resetPassword")
            .ShouldBe(["ILLEGAL_TRANSITION userId"]);
        (await person.AskAsync("{ viewer { user { id } } }")).Word("viewer", "user", "id").ShouldBe(person.Id);
        // And its own organization shows none while another one is about to have the person.
        (await owner.ResetPasswordAsync(person.Id))["resetPassword", "temporaryPassword"]
            .ShouldBeNull();
    }

    /// <summary>A user of the admin's organization who has agreed to belong to another one too.</summary>
    private static async Task<(Member Admin, Member Person)> OfTwoOrganizationsAsync(GraphServer server)
    {
        var home = await Team.StartAsync(server);
        var admin = await home.MemberAsync(Team.GlobalAdmin);
        var person = await home.MemberAsync(Team.Manager);
        var other = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        (await other.AddUserAsync(person.Email)).Refusals("addUser").ShouldBeEmpty();
        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();
        (
            await server.Services.GetRequiredService<ConsentToMembership>().ExecuteAsync(token, Cancellation)
        ).IsDone.ShouldBeTrue();
        return (admin, person);
    }
}
