using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.LinkPages;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Graph.Tests.Users;

/// <summary>A forgotten password: nobody's help is needed, and nobody learns who has an account.</summary>
public sealed class AccountRecoveryTests(RunningPrograms programs)
{
    private const string Request =
        "mutation($email: EmailAddress!) { requestPasswordReset(input: { email: $email }) { errors { code path } } }";

    private const string Set = """
        mutation($token: String!, $password: String!) {
          setNewPassword(input: { token: $token, newPassword: $password }) { errors { code path message } }
        }
        """;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_forgotten_password_is_replaced_by_a_mailed_link_and_every_session_ends(
        TestDatabase database
    )
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager, verified: false);

        (await RequestAsync(server, person.Email)).Refusals("requestPasswordReset").ShouldBeEmpty();

        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.PasswordRecovery)).Single();
        (await server.MailsToAsync(person.Email)).ShouldBe(1);
        (await person.AskAsync("{ viewer { emailVerified } }"))["viewer", "emailVerified"]!
            .Value.GetBoolean()
            .ShouldBeFalse();
        (await SetAsync(server, token, "short")).Refusals("setNewPassword").ShouldBe(["PASSWORD_TOO_WEAK newPassword"]);
        (await SetAsync(server, token, Accounts.OwnPassword)).Refusals("setNewPassword").ShouldBeEmpty();

        (await person.AskAsync("{ viewer { emailVerified } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        (await server.TrySignInAsync(person.Email, People.Password)).Refusals("signIn").ShouldBe(["SIGN_IN_FAILED"]);
        var again = person with { Token = await server.SignedInAsync(person.Email, Accounts.OwnPassword) };
        (await again.AskAsync("{ viewer { emailVerified } }"))["viewer", "emailVerified"]!
            .Value.GetBoolean()
            .ShouldBeTrue();
        (await SetAsync(server, token, "a third and other password"))
            .Refusals("setNewPassword")
            .ShouldBe(["INVITATION_ALREADY_USED token"]);
        (await SetAsync(server, new string('A', 43), Accounts.OwnPassword))
            .Refusals("setNewPassword")
            .ShouldBe(["INVITATION_NOT_FOUND token"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Whoever_asks_learns_nothing_and_floods_nobody(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var person = await team.MemberAsync(Team.Manager);
        var gone = await team.MemberAsync(Team.Manager);
        await server.ChangeUserAsync(gone.User.Id, "deactivated");

        var unknown = await RequestAsync(server, Team.NewAddress());
        var first = await RequestAsync(server, person.Email);
        var second = await RequestAsync(server, person.Email);
        var closed = await RequestAsync(server, gone.Email);

        // Byte by byte the same, also within the cool-down and for an account that opens nothing.
        new[] { first.Text, second.Text, closed.Text }.ShouldAllBe(text => text == unknown.Text);
        (await server.MailsToAsync(person.Email)).ShouldBe(1);
        (await server.MailsToAsync(gone.Email)).ShouldBe(0);
        for (var i = 0; i < 6; i++)
        {
            await BackdateAsync(server, person.User.PersonId, TimeSpan.FromMinutes(2));
            await AskedWithoutLimitAsync(server, person.Email);
        }
        (await server.MailsToAsync(person.Email)).ShouldBe(5);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_many_who_ask_at_once_one_mail_goes_out(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskedWithoutLimitAsync(server, person.Email)));

        (await server.MailsToAsync(person.Email)).ShouldBe(1);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Whoever_proves_an_address_ends_the_tokens_that_somebody_else_made(TestDatabase database)
    {
        var server = await programs.On(database);
        var squatter = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin, verified: false);
        var made = await squatter.AskAsync(
            """mutation { createApiToken(input: { name: "x", scopes: [READ] }) { secret errors { code path } } }"""
        );
        var secret = made.Word("createApiToken", "secret")!;
        (await server.AskAsync(secret, "{ users { totalCount } }")).ErrorCodes.ShouldBeEmpty();

        await AskedWithoutLimitAsync(server, squatter.Email);
        var token = (await server.LinksAsync(squatter.User.PersonId, LinkPurpose.PasswordRecovery)).Single();
        (await SetAsync(server, token, Accounts.OwnPassword)).Refusals("setNewPassword").ShouldBeEmpty();

        (await server.AskAsync(secret, "{ users { totalCount } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_page_of_the_link_sets_the_password_and_looking_changes_nothing(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);
        await AskedWithoutLimitAsync(server, person.Email);
        var token = (await server.LinksAsync(person.User.PersonId, LinkPurpose.PasswordRecovery)).Single();
        using var browser = new Browser(server);

        var page = await browser.OpenAsync($"/verify/{token}?lang=en");
        page.Title.ShouldBe("Choose a new password");
        page.Text.ShouldContain("Somebody, probably you, has asked for a new password");
        // A proven address is nobody else's: there is nothing to give up.
        page.Text.ShouldNotContain("If it was not you");
        await server.SignedInAsync(person.Email);
        (await browser.PressAsync(page, "new-password", ("newPassword", Accounts.OwnPassword))).Title.ShouldBe(
            "The new password is set"
        );

        await server.SignedInAsync(person.Email, Accounts.OwnPassword);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_parallel_changes_of_a_password_one_is_done_and_none_fails(TestDatabase database)
    {
        var server = await programs.On(database);
        var person = await (await Team.StartAsync(server)).MemberAsync(Team.Manager);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    person.AskAsync(
                        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { errors { code path } } }",
                        new
                        {
                            input = new
                            {
                                currentPassword = People.Password,
                                newPassword = $"{Accounts.OwnPassword} {i}",
                            },
                        }
                    )
                )
        );

        // Who comes after the winner has no session any more, or the old password no longer.
        var codes = answers
            .Select(answer =>
                answer.ErrorCodes.Count > 0
                    ? answer.ErrorCodes[0]
                    : answer.Refusals("changePassword").FirstOrDefault("done")
            )
            .ToList();
        codes.Count(code => code == "done").ShouldBe(1, string.Join(", ", codes));
        codes.ShouldBeSubsetOf(["done", "CONFLICT", "UNAUTHENTICATED", "SIGN_IN_FAILED currentPassword"]);
    }

    private static Task<Answer> RequestAsync(GraphServer server, string email) =>
        server.AskAsync(token: null, Request, new { email });

    private static Task<Answer> SetAsync(GraphServer server, string token, string password) =>
        server.AskAsync(token: null, Set, new { token, password });

    /// <summary>As the mutation does, from a place of its own, whose quota nobody else uses up.</summary>
    private static async Task AskedWithoutLimitAsync(GraphServer server, string email)
    {
        var request = new PartnerGraph.Graph.Access.RequestState(
            caller: null,
            PartnerGraph.Domain.Users.Language.En,
            Team.Unique("place")
        );
        var payload = await ActivatorUtilities
            .CreateInstance<PartnerGraph.Graph.Users.RequestPasswordReset>(server.Services)
            .ExecuteAsync(
                new PartnerGraph.Graph.Users.RequestPasswordResetInput(
                    PartnerGraph.Domain.Organizations.EmailAddress.Parse(email)
                ),
                request,
                TestContext.Current.CancellationToken
            );
        payload.Errors.ShouldBeEmpty();
    }

    private static async Task BackdateAsync(GraphServer server, PersonId person, TimeSpan by)
    {
        await using var db = server.Open();
        var links = await db.PersonLinks.Where(link => link.PersonId == person).ToListAsync();
        foreach (var link in links)
        {
            var before = link.CreatedAt - by;
            await db
                .PersonLinks.Where(row => row.Id == link.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, before));
        }
    }
}
