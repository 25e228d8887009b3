using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.GraphQL.Errors;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Enrollments;

[Collection(EnrollmentCollection.Name)]
public sealed class StartEnrollmentTests(EnrollmentServers servers)
{
    private static readonly Roles Admin = new(AgentRole.NotAnAgent, AdminRole.GlobalAdmin);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R12_the_anonymous_make_organization_account_and_session_on_the_way(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var email = NewAddress();

        var started = await world.StartAsync(Newcomer(email));

        started.Errors.ShouldBeEmpty();
        var caller = (await world.Server.WhoIsAsync(started.Session!.AccessToken))!;
        (caller.Name, caller.Roles, caller.Approved).ShouldBe(("Anna Schmidt", Admin, false));
        caller.OrganizationKind.ShouldBe(OrganizationKind.IndirectReseller);
        started.Session.PasswordChangeRequired.ShouldBeFalse();
        (await world.NewestAsync(caller)).Id.ShouldBe(started.EnrollmentId!.Value);
        (await world.Server.SignInAsync(email.Value)).Viewer!.Organization.ShouldBe(caller.Organization);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R12_an_address_that_has_an_account_is_taken_and_nothing_is_made(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var email = NewAddress();
        await world.ApplicantAsync(email);
        await using var db = world.Server.Open();
        var before = await db.Organizations.CountAsync();

        var again = await world.StartAsync(Newcomer(EmailAddress.Parse(email.Value.ToUpperInvariant())));

        var error = again.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(UserErrorCode.EmailTaken);
        error.Path.ShouldBe(["email"]);
        (again.EnrollmentId, again.Session).ShouldBe((null, null));
        (await db.Organizations.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Everything_is_required_of_the_anonymous()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);

        var started = await world.StartAsync(Nothing);

        started.Errors.ShouldAllBe(error => error.Code == UserErrorCode.Required);
        started
            .Errors.Select(error => error.Path.Single())
            .ShouldBe(["organizationName", "country", "fullName", "email", "password"]);
        (await world.StartAsync(Newcomer() with { FullName = "  " })).Errors.Single().Path.ShouldBe(["fullName"]);
        (await world.StartAsync(Newcomer() with { FullName = "A\nB" }))
            .Errors.Single()
            .Code.ShouldBe(UserErrorCode.Invalid);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("Anna Schmidt")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_weak_password_is_refused(string password)
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);

        var started = await world.StartAsync(Newcomer() with { Password = password });

        var error = started.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(UserErrorCode.PasswordTooWeak);
        error.Path.ShouldBe(["password"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_two_who_start_with_one_address_one_wins(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var email = NewAddress();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.StartAsync(Newcomer(email))))
        );

        answers.Count(answer => answer.Errors.Count == 0).ShouldBe(1);
        answers.SelectMany(answer => answer.Errors).ShouldAllBe(error => error.Code == UserErrorCode.EmailTaken);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R11_a_global_admin_enrolls_the_own_organization_once_at_a_time(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var user = await world.Server.AddPersonAsync(NewAddress().Value, Admin);
        var caller = await world.CallerAsync(user.Email.Value);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.StartAsync(Nothing, caller)))
        );

        var won = answers.Where(answer => answer.Errors.Count == 0).ShouldHaveSingleItem();
        won.Session.ShouldBeNull();
        var enrollment = await world.NewestAsync(caller);
        (enrollment.Id, enrollment.StartedBy).ShouldBe((won.EnrollmentId!.Value, user.Id));
        answers
            .SelectMany(answer => answer.Errors)
            .ShouldAllBe(error => error.Equals(new EnrollmentExists(EnrollmentStatus.Draft)));
    }

    [Theory]
    [InlineData(AgentRole.AdminAgent, AdminRole.UserManagementAdmin)]
    [InlineData(AgentRole.HelpdeskAgent, AdminRole.NotAnAdmin)]
    public async Task R11_anyone_else_is_refused(AgentRole agent, AdminRole admin)
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var user = await world.Server.AddPersonAsync(NewAddress().Value, new Roles(agent, admin));

        var started = await world.StartAsync(Nothing, await world.CallerAsync(user.Email.Value));

        started.Errors.ShouldHaveSingleItem().ShouldBe(new GlobalAdminRequired());
        await using var db = world.Server.Open();
        (await db.Enrollments.AnyAsync(row => row.OrganizationId == user.OrganizationId)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_signed_in_give_no_fields()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var user = await world.Server.AddPersonAsync(NewAddress().Value, Admin);

        var started = await world.StartAsync(Newcomer(), await world.CallerAsync(user.Email.Value));

        started.Errors.ShouldAllBe(error => error.Key == "enrollment.startFieldsForAnonymous");
        started
            .Errors.Select(error => error.Path.Single())
            .ShouldBe(["organizationName", "country", "fullName", "email", "password"]);
    }

    [Fact]
    public async Task Only_resellers_enroll()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);

        var started = await world.StartAsync(Nothing, await world.OperatorAsync());

        started.Errors.ShouldHaveSingleItem().ShouldBe(new OnlyResellersEnroll());
    }

    [Fact]
    public async Task A_temporary_password_starts_nothing()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var user = await world.Server.AddPersonAsync(
            NewAddress().Value,
            Admin,
            temporaryUntil: DateTimeOffset.UtcNow.AddDays(1)
        );
        var caller = await world.CallerAsync(user.Email.Value);

        var refused = await Should.ThrowAsync<GraphQLException>(() => world.StartAsync(Nothing, caller));

        refused.Error.Code.ShouldBe(RequestErrorCodes.PasswordChangeRequired);
    }

    [Fact]
    public async Task An_api_token_starts_nothing()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var applicant = await world.ApplicantAsync();
        var token = applicant with { Kind = CallerKind.ApiToken, Person = null, User = null };

        var refused = await Should.ThrowAsync<GraphQLException>(() => world.StartAsync(Nothing, token));

        refused.Error.Code.ShouldBe(RequestErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Too_many_starts_and_membership_sign_ins_from_one_address_are_slowed_down()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Rates__SignIns", "1"));
        var world = new EnrollmentWorld(server);
        var applicant = await world.ApplicantAsync();

        foreach (
            var attempt in new Func<Task>[]
            {
                () => world.StartAsync(Newcomer()),
                () => world.SignInToMembershipAsync(applicant, "anybody"),
            }
        )
            (await Should.ThrowAsync<GraphQLException>(attempt)).Error.Code.ShouldBe(RequestErrorCodes.RateLimited);
    }
}
