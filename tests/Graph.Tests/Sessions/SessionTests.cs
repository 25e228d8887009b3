using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Sessions;

public sealed class SessionTests
{
    private static readonly Roles Admin = new(AgentRole.AdminAgent, AdminRole.GlobalAdmin);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_session_begins_goes_on_and_ends(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database);
        var user = await server.AddPersonAsync("anna@contoso.example", Admin);

        var session = (await server.SignInAsync("Anna@Contoso.example")).Session!;
        var caller = (await server.WhoIsAsync(session.AccessToken))!;
        caller.User.ShouldBe(user.Id);
        caller.Organization.ShouldBe(user.OrganizationId);
        caller.Roles.ShouldBe(Admin);
        caller.Approved.ShouldBeFalse();
        caller.Language.ShouldBe(Language.Ru);

        var next = (await RefreshAsync(server, session.RefreshToken)).Session!;
        next.AccessToken.ShouldNotBe(session.AccessToken);
        (await server.WhoIsAsync(next.AccessToken)).ShouldNotBeNull();

        await server.RunAsync<SignOut, NoInput, SignOutPayload>(NoInput.Value, caller);
        (await server.WhoIsAsync(next.AccessToken)).ShouldBeNull();
        (await server.WhoIsAsync(session.AccessToken)).ShouldBeNull();
        (await RefreshAsync(server, next.RefreshToken)).Errors.Single().ShouldBeOfType<RefreshFailed>();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_refresh_token_that_comes_twice_ends_the_sign_in(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database);
        await server.AddPersonAsync("anna@contoso.example", Admin);
        var session = (await server.SignInAsync("anna@contoso.example")).Session!;
        var thief = (await RefreshAsync(server, session.RefreshToken)).Session!;

        (await RefreshAsync(server, session.RefreshToken)).Errors.Single().Code.ShouldBe(UserErrorCode.SignInFailed);

        (await RefreshAsync(server, thief.RefreshToken)).Session.ShouldBeNull();
        (await server.WhoIsAsync(thief.AccessToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_cannot_sign_in_gets_one_answer_in_one_time()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        await server.AddPersonAsync("anna@contoso.example", Admin);
        var gone = await server.AddPersonAsync("gone@contoso.example", Admin);
        await server.ChangeUserAsync(gone.Id, "deactivated");

        foreach (
            var (email, password) in ((string, string)[])
                [
                    ("nobody@contoso.example", People.Password),
                    ("anna@contoso.example", "wrong"),
                    ("gone@contoso.example", People.Password),
                ]
        )
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await server.SignInAsync(email, password);
            answer.Session.ShouldBeNull();
            answer.Errors.ShouldBe([new SignInFailed()]);
            Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(240));
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Ten_wrong_passwords_lock_the_account_for_the_right_one_too(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database);
        await server.AddPersonAsync("anna@contoso.example", Admin);
        for (var i = 0; i < 10; i++)
            (await server.SignInAsync("anna@contoso.example", $"wrong {i}")).Session.ShouldBeNull();

        (await server.SignInAsync("anna@contoso.example")).Errors.ShouldBe([new SignInFailed()]);
    }

    [Theory]
    [InlineData("deactivated")]
    [InlineData("demoted")]
    public async Task What_another_instance_took_away_is_gone_within_five_seconds(string change)
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        var user = await server.AddPersonAsync("anna@contoso.example", Admin);
        var token = (await server.SignInAsync("anna@contoso.example")).Session!.AccessToken;
        (await server.WhoIsAsync(token))!.Roles.IsGlobalAdmin.ShouldBeTrue();

        // Straight in the database, as another process would: nothing here is told.
        await server.ChangeUserAsync(user.Id, change);
        var began = Stopwatch.GetTimestamp();
        while ((await server.WhoIsAsync(token))?.Roles.IsGlobalAdmin is true)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5) - RecentCallers.Recheck);
            await Task.Delay(50);
        }
        (await server.WhoIsAsync(token) is null).ShouldBe(change == "deactivated");
    }

    [Fact]
    public async Task R38_A_temporary_password_only_sets_a_new_one()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        await server.AddPersonAsync("anna@contoso.example", Admin, temporaryUntil: DateTimeOffset.UtcNow.AddDays(7));
        var session = (await server.SignInAsync("anna@contoso.example")).Session!;
        var caller = (await server.WhoIsAsync(session.AccessToken))!;
        session.PasswordChangeRequired.ShouldBeTrue();
        Permission.Member.Refuse(caller).ShouldBe(RequestErrorCodes.PasswordChangeRequired);
        Permission.Person.Refuse(caller).ShouldBeNull();

        var changed = (await ChangePasswordAsync(server, caller, People.Password, "another quiet winter sea")).Session!;

        changed.PasswordChangeRequired.ShouldBeFalse();
        (await server.WhoIsAsync(session.AccessToken)).ShouldBeNull();
        Permission.Member.Refuse(await server.WhoIsAsync(changed.AccessToken)).ShouldBeNull();
        (await server.SignInAsync("anna@contoso.example")).Session.ShouldBeNull();
        (await server.SignInAsync("anna@contoso.example", "another quiet winter sea")).Session.ShouldNotBeNull();
    }

    [Fact]
    public async Task R38_A_lapsed_temporary_password_is_told_to_whoever_knows_it()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        await server.AddPersonAsync(
            "anna@contoso.example",
            Admin,
            temporaryUntil: DateTimeOffset.UtcNow.AddSeconds(-1)
        );

        (await server.SignInAsync("anna@contoso.example"))
            .Errors.Single()
            .Code.ShouldBe(UserErrorCode.TemporaryPasswordExpired);
        (await server.SignInAsync("anna@contoso.example", "wrong"))
            .Errors.Single()
            .Code.ShouldBe(UserErrorCode.SignInFailed);
    }

    [Theory]
    [InlineData("wrong", "another quiet winter sea", UserErrorCode.SignInFailed, "currentPassword")]
    [InlineData(People.Password, "too short", UserErrorCode.PasswordTooWeak, "newPassword")]
    [InlineData(People.Password, "Password1234567890!", UserErrorCode.PasswordTooWeak, "newPassword")]
    [InlineData(People.Password, "anna@contoso.example", UserErrorCode.PasswordTooWeak, "newPassword")]
    [InlineData(People.Password, People.Password, UserErrorCode.PasswordTooWeak, "newPassword")]
    public async Task A_password_that_will_not_do_changes_nothing(
        string current,
        string wanted,
        UserErrorCode code,
        string field
    )
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        await server.AddPersonAsync("anna@contoso.example", Admin);
        var token = (await server.SignInAsync("anna@contoso.example")).Session!.AccessToken;

        var refusal = (
            await ChangePasswordAsync(server, (await server.WhoIsAsync(token))!, current, wanted)
        ).Errors.Single();

        (refusal.Code, refusal.Path.Single()).ShouldBe((code, field));
        (await server.WhoIsAsync(token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_operators_first_admin_is_made_once_from_the_settings()
    {
        await using var server = await GraphServer.StartAsync(
            TestDatabase.Sqlite,
            ("Operator__Email", "op@program.example"),
            ("Operator__Password", "an operator's long password")
        );
        var settings = server.Services.GetRequiredService<PartnerGraph.Graph.Settings.GraphSettings>().Operator!;
        var first = server.Services.GetRequiredService<FirstOperator>();
        await first.EnsureAsync(settings with { Email = "second@program.example" }, default);

        var session = (await server.SignInAsync("op@program.example", "an operator's long password")).Session!;
        (await server.WhoIsAsync(session.AccessToken))!
            .Standing.May(PartnerAction.ReviewEnrollments)
            .Allowed.ShouldBeTrue();
        (await server.SignInAsync("second@program.example", "an operator's long password")).Session.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_took_the_operators_address_before_does_not_become_the_operator()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        await server.AddPersonAsync("op@program.example", Admin);
        var session = (await server.SignInAsync("op@program.example")).Session!;

        await server
            .Services.GetRequiredService<FirstOperator>()
            .EnsureAsync(
                new("op@program.example", "an operator's long password", "Program operator", "DE"),
                TestContext.Current.CancellationToken
            );

        (await server.SignInAsync("op@program.example")).Session.ShouldBeNull();
        (await RefreshAsync(server, session.RefreshToken)).Session.ShouldBeNull();
        (await server.SignInAsync("op@program.example", "an operator's long password")).Session.ShouldNotBeNull();
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_refused_before_anything_is_looked_up()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Rates__SignIns", "3"));
        for (var i = 0; i < 3; i++)
            await server.SignInAsync("nobody@contoso.example", "wrong");

        var refused = await Should.ThrowAsync<GraphQL.Errors.GraphQLException>(() =>
            server.SignInAsync("nobody@contoso.example", "wrong")
        );
        refused.Error.Code.ShouldBe("RATE_LIMITED");
    }

    private static Task<RefreshSessionPayload> RefreshAsync(GraphServer server, string token) =>
        server.RunAsync<RefreshSession, RefreshSessionInput, RefreshSessionPayload>(
            new RefreshSessionInput(token),
            caller: null
        );

    private static Task<ChangePasswordPayload> ChangePasswordAsync(
        GraphServer server,
        Caller caller,
        string current,
        string wanted
    ) =>
        server.RunAsync<ChangePassword, ChangePasswordInput, ChangePasswordPayload>(
            new ChangePasswordInput(current, wanted),
            caller
        );
}
