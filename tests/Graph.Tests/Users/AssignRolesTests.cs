using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Users;

public sealed class AssignRolesTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R39_R40_New_roles_hold_for_the_next_request_of_an_open_session(TestDatabase database)
    {
        var team = await Team.StartAsync(await programs.On(database));
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var otto = await team.MemberAsync(Roles.None);
        (await otto.AskAsync("{ users { totalCount } }")).ErrorCodes.ShouldBe(["FORBIDDEN"]);

        var answer = await admin.AssignRolesAsync(otto.Id, "HELPDESK_AGENT", "USER_MANAGEMENT_ADMIN");

        answer.Refusals("assignRoles").ShouldBeEmpty();
        answer.Word("assignRoles", "user", "agentRole").ShouldBe("HELPDESK_AGENT");
        answer.Word("assignRoles", "user", "adminRole").ShouldBe("USER_MANAGEMENT_ADMIN");
        (await otto.AskAsync("{ users { totalCount } }"))["users", "totalCount"]!.Value.GetInt32().ShouldBe(2);

        await admin.AssignRolesAsync(otto.Id, "NOT_AN_AGENT", "NOT_AN_ADMIN");
        (await otto.AskAsync("{ users { totalCount } }")).ErrorCodes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_The_last_active_global_admin_stays_one_and_stays_active(TestDatabase database)
    {
        var team = await Team.StartAsync(await programs.On(database));
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        await team.MemberAsync(Team.Manager);

        (await admin.AssignRolesAsync(admin.Id, "ADMIN_AGENT", "NOT_AN_ADMIN"))
            .Refusals("assignRoles")
            .ShouldBe(["LAST_GLOBAL_ADMIN adminRole"]);
        (await admin.DeactivateAsync(admin.Id)).Refusals("deactivateUser").ShouldBe(["LAST_GLOBAL_ADMIN"]);
        (await admin.AssignRolesAsync(admin.Id, "ADMIN_AGENT", "GLOBAL_ADMIN")).Refusals("assignRoles").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_Only_a_global_admin_gives_and_takes_that_role(TestDatabase database)
    {
        var team = await Team.StartAsync(await programs.On(database));
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var other = await team.MemberAsync(Team.GlobalAdmin);
        var manager = await team.MemberAsync(Team.Manager);

        (await manager.AssignRolesAsync(manager.Id, "NOT_AN_AGENT", "GLOBAL_ADMIN"))
            .Refusals("assignRoles")
            .ShouldBe(["GLOBAL_ADMIN_REQUIRED adminRole"]);
        (await manager.AssignRolesAsync(other.Id, "NOT_AN_AGENT", "NOT_AN_ADMIN"))
            .Refusals("assignRoles")
            .ShouldBe(["GLOBAL_ADMIN_REQUIRED adminRole"]);
        (await manager.DeactivateAsync(other.Id)).Refusals("deactivateUser").ShouldBe(["GLOBAL_ADMIN_REQUIRED"]);
        (await manager.ResetPasswordAsync(other.Id)).Refusals("resetPassword").ShouldBe(["GLOBAL_ADMIN_REQUIRED"]);
        (await admin.AssignRolesAsync(other.Id, "NOT_AN_AGENT", "NOT_AN_ADMIN"))
            .Refusals("assignRoles")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_Global_admins_who_demote_or_deactivate_each_other_at_once_leave_one(TestDatabase database)
    {
        var server = await programs.On(database);
        for (var round = 0; round < 6; round++)
        {
            var team = await Team.StartAsync(server);
            var anna = await team.MemberAsync(Team.GlobalAdmin);
            var boris = await team.MemberAsync(Team.GlobalAdmin);

            var refused =
                round % 2 == 0
                    ? await RefusedAsync("assignRoles", anna, boris, Demote)
                    : await RefusedAsync("deactivateUser", anna, boris, (by, whom) => by.DeactivateAsync(whom.Id));

            (await team.GlobalAdminsAsync()).ShouldBe(1);
            // Who comes second has no role any more to do it with.
            refused.ShouldBeOneOf("CONFLICT", "UNAUTHENTICATED", "FORBIDDEN");
        }

        static Task<Answer> Demote(Member by, Member whom) =>
            by.AssignRolesAsync(whom.Id, "NOT_AN_AGENT", "NOT_AN_ADMIN");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_Global_admins_who_all_step_down_at_once_leave_one(TestDatabase database)
    {
        var team = await Team.StartAsync(await programs.On(database));
        var admins = new List<Member>();
        for (var i = 0; i < 5; i++)
            admins.Add(await team.MemberAsync(Team.GlobalAdmin));

        var answers = await Task.WhenAll(
            admins.Select(one => one.AssignRolesAsync(one.Id, "NOT_AN_AGENT", "NOT_AN_ADMIN"))
        );

        (await team.GlobalAdminsAsync()).ShouldBe(1);
        answers.SelectMany(answer => answer.Refusals("assignRoles")).ShouldBe(["LAST_GLOBAL_ADMIN adminRole"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Foreign_and_unknown_users_are_answered_alike(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var foreign = await (await Team.StartAsync(server)).MemberAsync(Roles.None);
        string[] unknown =
        [
            GlobalId.Of(NodeKind.User, Guid.CreateVersion7(DateTimeOffset.UtcNow)),
            GlobalId.Of(NodeKind.Partnership, foreign.User.Id.Value),
            "no id",
        ];

        foreach (
            var ask in new Func<string, Task<Answer>>[]
            {
                id => admin.AssignRolesAsync(id, "NOT_AN_AGENT", "NOT_AN_ADMIN"),
                admin.ResetPasswordAsync,
                admin.DeactivateAsync,
            }
        )
        {
            var answer = await ask(foreign.Id);
            answer.Text.ShouldContain("NOT_FOUND");
            answer.Text.ShouldContain("userId");
            foreach (var id in unknown)
                (await ask(id)).Text.ShouldBe(answer.Text);
        }
    }

    private static async Task<string> RefusedAsync(
        string mutation,
        Member anna,
        Member boris,
        Func<Member, Member, Task<Answer>> ask
    )
    {
        var answers = await Task.WhenAll(ask(anna, boris), ask(boris, anna));
        return answers
            .SelectMany(answer => answer.ErrorCodes.Count > 0 ? answer.ErrorCodes : answer.Refusals(mutation))
            .ShouldHaveSingleItem();
    }
}
