using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Users;
using PartnerGraph.Graph.Users;

namespace PartnerGraph.Graph.Tests.Sessions;

public sealed class SwitchOrganizationTests(RunningPrograms programs)
{
    private const string Memberships = "{ viewer { memberships { current organization { id name } } } }";

    private const string Switch = """
        mutation ($to: ID!) {
          switchOrganization(input: { organizationId: $to }) {
            session { accessToken }
            viewer { organization { id } abilities { manageUsers { allowed } } }
            errors { code path }
          }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_One_person_works_in_several_organizations_with_the_roles_of_each(TestDatabase database)
    {
        var server = await programs.On(database);
        var home = await Team.StartAsync(server);
        var away = await Team.StartAsync(server);
        var person = await home.MemberAsync(Team.Manager);
        await (await away.MemberAsync(Team.GlobalAdmin)).AddUserAsync(person.Email, "ADMIN_AGENT");

        // Before the consent there is nowhere to switch to.
        (await person.AskAsync(Switch, new { to = IdOf(away) }))
            .Refusals("switchOrganization")
            .ShouldNotBeEmpty();
        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();
        (
            await server.Services.GetRequiredService<ConsentToMembership>().ExecuteAsync(token, Cancellation)
        ).IsDone.ShouldBeTrue();

        var memberships = await person.AskAsync(Memberships);
        memberships["viewer", "memberships"]!.Value.GetArrayLength().ShouldBe(2);
        memberships.Text.ShouldContain(IdOf(home));
        memberships.Text.ShouldContain(IdOf(away));

        var switched = await person.AskAsync(Switch, new { to = IdOf(away) });
        switched.Refusals("switchOrganization").ShouldBeEmpty();
        switched.Word("switchOrganization", "viewer", "organization", "id").ShouldBe(IdOf(away));
        // A manager of users at home is an admin agent away.
        switched["switchOrganization", "viewer", "abilities", "manageUsers", "allowed"]!
            .Value.GetBoolean()
            .ShouldBeFalse();

        var there = switched.Word("switchOrganization", "session", "accessToken")!;
        (await server.OrganizationOfAsync(there)).ShouldBe(IdOf(away));
        // The session in the other organization has ended.
        (await person.AskAsync(Memberships)).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        // Where the person worked last is where the next sign-in leads.
        (await server.OrganizationOfAsync(await server.SignedInAsync(person.Email))).ShouldBe(IdOf(away));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_foreign_organization_answers_like_an_unknown_one(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var foreign = await Team.StartAsync(server);

        var answers = new List<string>();
        foreach (var id in (string[])[IdOf(foreign), GlobalId.Of(NodeKind.Partner, Guid.CreateVersion7()), "x"])
        {
            answers.Add((await person.AskAsync(Switch, new { to = id })).Text);
        }

        answers.Distinct().Single().ShouldContain("\"code\":\"NOT_FOUND\",\"path\":[\"organizationId\"]");
        (await person.AskAsync(Memberships)).ErrorCodes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_temporary_password_consents_to_nothing(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);
        await (await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin)).AddUserAsync(person.Email);
        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();
        await using (var db = server.Open())
        {
            await db
                .Accounts.Where(account => account.Id == person.User.PersonId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(account => account.PasswordChangeRequired, true),
                    Cancellation
                );
        }

        var consent = server.Services.GetRequiredService<ConsentToMembership>();

        (await consent.ExecuteAsync(token, Cancellation)).Refusals.ShouldBe([new OwnPasswordFirst()]);
    }

    private static string IdOf(Team team) => GlobalId.Of(NodeKind.Partner, team.Id.Value);
}
