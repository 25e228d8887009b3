using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Users;

namespace PartnerGraph.Graph.Tests.Users;

public sealed class AddUserTests(RunningPrograms programs)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_R33_A_user_is_added_with_name_address_and_both_levels(TestDatabase database)
    {
        var admin = await (await Team.StartAsync(await programs.On(database))).MemberAsync(Team.GlobalAdmin);
        var email = Team.NewAddress();

        var answer = await admin.AddUserAsync(email, "HELPDESK_AGENT", "USER_MANAGEMENT_ADMIN", " Otto Agent ");

        answer.Refusals("addUser").ShouldBeEmpty();
        answer["addUser", "user"]!.Value.ToString().ShouldContain("\"fullName\":\"Otto Agent\"");
        answer.Word("addUser", "user", "agentRole").ShouldBe("HELPDESK_AGENT");
        answer.Word("addUser", "user", "adminRole").ShouldBe("USER_MANAGEMENT_ADMIN");
        // The caller's language where none is given.
        answer.Word("addUser", "user", "language").ShouldBe("RU");
        var listed = await admin.AskAsync("query($s: String!) { users(search: $s) { totalCount } }", new { s = email });
        listed["users", "totalCount"]!.Value.GetInt32().ShouldBe(1);
        (await admin.AddUserAsync(Team.NewAddress(), fullName: " "))
            .Refusals("addUser")
            .ShouldBe(["REQUIRED fullName"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R34_An_address_is_used_once_in_an_organization_without_regard_to_case(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var email = Team.NewAddress();
        (await admin.AddUserAsync(email)).Refusals("addUser").ShouldBeEmpty();

        (await admin.AddUserAsync(email.ToUpperInvariant())).Refusals("addUser").ShouldBe(["EMAIL_TAKEN email"]);
        (await admin.AddUserAsync(admin.Email)).Refusals("addUser").ShouldBe(["EMAIL_TAKEN email"]);

        var elsewhere = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        (await elsewhere.AddUserAsync(admin.Email)).Refusals("addUser").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R34_Of_those_who_add_one_address_at_the_same_moment_one_succeeds(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var known = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);

        foreach (var email in new[] { Team.NewAddress(), known.Email })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.AddUserAsync(email)));

            answers.Count(answer => answer.Refusals("addUser").Count == 0).ShouldBe(1);
            answers.SelectMany(answer => answer.Refusals("addUser")).Distinct().ShouldBe(["EMAIL_TAKEN email"]);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R34_Of_organizations_that_add_a_new_person_at_the_same_moment_one_makes_the_account(
        TestDatabase database
    )
    {
        var server = await programs.On(database);
        var admins = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ => await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin))
        );
        var email = Team.NewAddress();

        var answers = await Task.WhenAll(admins.Select(admin => admin.AddUserAsync(email)));

        answers.Count(answer => answer.Word("addUser", "temporaryPassword") is not null).ShouldBe(1);
        // Nobody has proven that address yet.
        answers.SelectMany(answer => answer.Refusals("addUser")).ShouldBe(Enumerable.Repeat("CONFLICT email", 3));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R35_R36_R37_Sign_in_name_and_temporary_password_are_shown_once_and_not_mailed(
        TestDatabase database
    )
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var email = Team.NewAddress();

        var answer = await admin.AddUserAsync(email);

        answer.Word("addUser", "signInName").ShouldBe(email);
        var password = answer.Word("addUser", "temporaryPassword")!;
        server
            .Services.GetRequiredService<PasswordRules>()
            .Check(password, email, "Otto Agent")
            .Refusals.ShouldBeEmpty();
        var session = await server.TrySignInAsync(email, password);
        session["signIn", "session", "passwordChangeRequired"]!.Value.GetBoolean().ShouldBeTrue();
        (await server.MailsToAsync(email)).ShouldBe(0);
        await using var db = server.Open();
        (await db.Outbox.Select(mail => mail.Payload).ToListAsync(Cancellation))
            .Concat(await db.Events.Select(happened => happened.Payload).ToListAsync(Cancellation))
            .ShouldNotContain(payload => payload.Contains(password, StringComparison.Ordinal));
        var again = await admin.AddUserAsync(email);
        again["addUser", "temporaryPassword"].ShouldBeNull();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_A_person_with_an_account_gets_no_password_and_is_asked_for_consent(TestDatabase database)
    {
        var server = await programs.On(database);
        var home = await Team.StartAsync(server);
        var person = await home.MemberAsync(Team.Manager);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);

        var answer = await admin.AddUserAsync(person.Email, "ADMIN_AGENT");

        answer.Refusals("addUser").ShouldBeEmpty();
        answer.Word("addUser", "signInName").ShouldBe(person.Email);
        answer["addUser", "temporaryPassword"].ShouldBeNull();
        answer["addUser", "user", "active"]!.Value.GetBoolean().ShouldBeFalse();
        (await server.MailsToAsync(person.Email)).ShouldBe(1);
        (await MembershipsAsync(server, person.User)).ShouldBe(1);

        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();
        var links = server.Services.GetRequiredService<PresentedPersonLink>();
        var shown = (await links.FindAsync(token, Cancellation))!;
        (shown.Purpose, shown.OrganizationName, shown.Refusal).ShouldBe(
            (LinkPurpose.MembershipConsent, "Contoso", null)
        );
        (await MembershipsAsync(server, person.User)).ShouldBe(1);

        var consent = server.Services.GetRequiredService<ConsentToMembership>();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => consent.ExecuteAsync(token, Cancellation))
        );
        outcomes.Count(outcome => outcome.IsDone).ShouldBe(1);
        outcomes.SelectMany(outcome => outcome.Refusals).Distinct().ShouldBe([new LinkAlreadyUsed()]);
        (await MembershipsAsync(server, person.User)).ShouldBe(2);
        (await links.FindAsync(token, Cancellation))!.Refusal.ShouldBe(new LinkAlreadyUsed());
        // The password is still the person's own.
        await server.SignedInAsync(person.Email);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_A_consent_link_gives_nothing_once_the_user_is_deactivated(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var added = await admin.AddUserAsync(person.Email);
        (await admin.DeactivateAsync(added.Word("addUser", "user", "id")!)).Refusals("deactivateUser").ShouldBeEmpty();

        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent)).Single();
        var consent = server.Services.GetRequiredService<ConsentToMembership>();

        (await consent.ExecuteAsync(token, Cancellation)).Refusals.ShouldBe([new LinkRevoked()]);
        (await consent.ExecuteAsync("no such token", Cancellation)).Refusals.ShouldBe([new LinkNotFound()]);
        (await MembershipsAsync(server, person.User)).ShouldBe(1);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_An_account_without_a_proven_address_joins_no_second_organization(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager, verified: false);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);

        (await admin.AddUserAsync(person.Email)).Refusals("addUser").ShouldBe(["CONFLICT email"]);
        (await server.MailsToAsync(person.Email)).ShouldBe(0);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R40_Both_levels_may_be_none_and_then_only_the_own_profile_is_left(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        await team.MemberAsync(Team.GlobalAdmin);
        var nobody = await team.MemberAsync(Roles.None);

        var own = await nobody.AskAsync("{ viewer { user { id } abilities { manageUsers { allowed reason } } } }");
        own.Word("viewer", "user", "id").ShouldBe(nobody.Id);
        own["viewer", "abilities", "manageUsers", "allowed"]!.Value.GetBoolean().ShouldBeFalse();
        own.Word("viewer", "abilities", "manageUsers", "reason").ShouldBe("ROLE_MISSING");

        (await nobody.AskAsync("{ users { totalCount } }")).ErrorCodes.ShouldBe(["FORBIDDEN"]);
        (await nobody.AddUserAsync(Team.NewAddress())).ErrorCodes.ShouldBe(["FORBIDDEN"]);
        (await nobody.AssignRolesAsync(nobody.Id, "ADMIN_AGENT", "NOT_AN_ADMIN")).ErrorCodes.ShouldBe(["FORBIDDEN"]);
        (await nobody.DeactivateAsync(nobody.Id)).ErrorCodes.ShouldBe(["FORBIDDEN"]);
        (await nobody.ResetPasswordAsync(nobody.Id)).ErrorCodes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_Only_a_global_admin_adds_a_global_admin(TestDatabase database)
    {
        var team = await Team.StartAsync(await programs.On(database));
        var manager = await team.MemberAsync(Team.Manager);
        var email = Team.NewAddress();

        (await manager.AddUserAsync(email, adminRole: "GLOBAL_ADMIN"))
            .Refusals("addUser")
            .ShouldBe(["GLOBAL_ADMIN_REQUIRED adminRole"]);
        (await manager.AddUserAsync(email)).Refusals("addUser").ShouldBeEmpty();
    }

    private static async Task<int> MembershipsAsync(GraphServer server, User person)
    {
        await using var db = server.Open();
        return await db.Users.CountAsync(
            user => user.PersonId == person.PersonId && user.Active && !user.ConsentPending,
            Cancellation
        );
    }
}
