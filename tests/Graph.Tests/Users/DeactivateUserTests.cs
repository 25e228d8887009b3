using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Links;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Users;

namespace PartnerGraph.Graph.Tests.Users;

public sealed class DeactivateUserTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_deactivated_users_sessions_end_at_once_and_no_new_one_begins(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var otto = await team.MemberAsync(Team.Manager);
        (await otto.AskAsync("{ viewer { user { id } } }")).Word("viewer", "user", "id").ShouldBe(otto.Id);

        var answer = await admin.DeactivateAsync(otto.Id);

        answer.Refusals("deactivateUser").ShouldBeEmpty();
        answer["deactivateUser", "user", "active"]!.Value.GetBoolean().ShouldBeFalse();
        (await otto.AskAsync("{ viewer { user { id } } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        (await server.TrySignInAsync(otto.Email, People.Password)).Refusals("signIn").ShouldBe(["SIGN_IN_FAILED"]);
        // A second time changes nothing.
        (await admin.DeactivateAsync(otto.Id))
            .Refusals("deactivateUser")
            .ShouldBeEmpty();
        (await admin.ResetPasswordAsync(otto.Id)).Refusals("resetPassword").ShouldBe(["ILLEGAL_TRANSITION userId"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_the_person_has_in_another_organization_stays(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);
        var other = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var added = await other.AddUserAsync(person.Email);
        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();
        await server
            .Services.GetRequiredService<ConsentToMembership>()
            .ExecuteAsync(token, TestContext.Current.CancellationToken);

        (await other.DeactivateAsync(added.Word("addUser", "user", "id")!)).Refusals("deactivateUser").ShouldBeEmpty();

        (await person.AskAsync("{ viewer { user { id } } }")).Word("viewer", "user", "id").ShouldBe(person.Id);
        await server.SignedInAsync(person.Email);
    }
}
