using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Users;

namespace PartnerGraph.Graph.Tests.Users;

/// <summary>A membership that lapsed or ended can be had again: adding the address once more is refused (EMAIL_TAKEN).</summary>
public sealed class RenewMembershipTests(RunningPrograms programs)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_deactivated_user_comes_back_with_the_roles_and_password_of_before(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var otto = await team.MemberAsync(Team.Manager);
        (await admin.DeactivateAsync(otto.Id)).Refusals("deactivateUser").ShouldBeEmpty();
        (await admin.AddUserAsync(otto.Email)).Refusals("addUser").ShouldBe(["EMAIL_TAKEN email"]);

        var answer = await ReactivateAsync(admin, otto.Id);

        answer.Refusals("reactivateUser").ShouldBeEmpty();
        answer["reactivateUser", "user", "active"]!.Value.GetBoolean().ShouldBeTrue();
        answer.Word("reactivateUser", "user", "adminRole").ShouldBe("USER_MANAGEMENT_ADMIN");
        (await otto.AskAsync("{ viewer { user { id } } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        await server.SignedInAsync(otto.Email);
        (await server.MailsToAsync(otto.Email)).ShouldBe(0);
        // A second time changes nothing.
        (await ReactivateAsync(admin, otto.Id))
            .Refusals("reactivateUser")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Only_a_global_admin_brings_a_global_admin_back_and_only_ones_own(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var second = await team.MemberAsync(Team.GlobalAdmin);
        var manager = await team.MemberAsync(Team.Manager);
        (await admin.DeactivateAsync(second.Id)).Refusals("deactivateUser").ShouldBeEmpty();
        var stranger = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);

        (await ReactivateAsync(manager, second.Id)).Refusals("reactivateUser").ShouldBe(["GLOBAL_ADMIN_REQUIRED"]);
        (await ReactivateAsync(stranger, second.Id)).Refusals("reactivateUser").ShouldBe(["NOT_FOUND userId"]);
        (await ResendAsync(stranger, second.Id)).Refusals("resendMembershipConsent").ShouldBe(["NOT_FOUND userId"]);
        (await server.TrySignInAsync(second.Email, People.Password)).Refusals("signIn").ShouldBe(["SIGN_IN_FAILED"]);
        (await ReactivateAsync(admin, second.Id)).Refusals("reactivateUser").ShouldBeEmpty();
        (await team.GlobalAdminsAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_A_lapsed_consent_is_asked_for_again_and_the_link_before_ends(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var added = (await admin.AddUserAsync(person.Email)).Word("addUser", "user", "id")!;
        var first = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();

        (await ResendAsync(admin, added)).Refusals("resendMembershipConsent").ShouldBe(["QUOTA_EXCEEDED"]);
        await server.AgeLinksAsync(person.User.PersonId);
        (await ResendAsync(admin, added)).Refusals("resendMembershipConsent").ShouldBeEmpty();

        var consent = server.Services.GetRequiredService<ConsentToMembership>();
        (await consent.ExecuteAsync(first, Cancellation)).Refusals.ShouldBe([new LinkAlreadyUsed()]);
        var second = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent))[0];
        (await consent.ExecuteAsync(second, Cancellation)).IsDone.ShouldBeTrue();
        (await ResendAsync(admin, added)).Refusals("resendMembershipConsent").ShouldBe(["ILLEGAL_TRANSITION userId"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_Who_had_not_agreed_is_asked_again_when_brought_back(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var added = (await admin.AddUserAsync(person.Email)).Word("addUser", "user", "id")!;
        (await admin.DeactivateAsync(added)).Refusals("deactivateUser").ShouldBeEmpty();
        await server.AgeLinksAsync(person.User.PersonId);

        var answer = await ReactivateAsync(admin, added);

        answer.Refusals("reactivateUser").ShouldBeEmpty();
        answer["reactivateUser", "user", "active"]!.Value.GetBoolean().ShouldBeFalse();
        var links = await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent);
        links.Count.ShouldBe(2);
        var consent = server.Services.GetRequiredService<ConsentToMembership>();
        (await consent.ExecuteAsync(links[0], Cancellation)).IsDone.ShouldBeTrue();
    }

    private static Task<Answer> ReactivateAsync(Member by, string userId) =>
        by.AskAsync(
            """
            mutation($id: ID!) {
              reactivateUser(input: { userId: $id }) { user { id active adminRole } errors { code path message } }
            }
            """,
            new { id = userId }
        );

    private static Task<Answer> ResendAsync(Member by, string userId) =>
        by.AskAsync(
            """
            mutation($id: ID!) {
              resendMembershipConsent(input: { userId: $id }) { user { id active } errors { code path message } }
            }
            """,
            new { id = userId }
        );
}
