using System.Net;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.LinkPages;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.Users;

/// <summary>Whose address it is: whoever reads its mail says so, and whoever took it first does not keep it from them.</summary>
public sealed class AddressProofTests(RunningPrograms programs)
{
    private const string Start = """
        mutation($input: StartEnrollmentInput!) {
          startEnrollment(input: $input) { session { accessToken } errors { code path } }
        }
        """;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_new_work_account_is_mailed_a_link_that_verifies_its_address(TestDatabase database)
    {
        var server = await programs.On(database);
        var (email, session, person) = await SignedUpAsync(server);
        (await VerifiedAsync(server, session)).ShouldBe(false);
        (await server.MailsToAsync(email)).ShouldBe(1);
        var token = (await server.LinksAsync(person, LinkPurpose.AddressProof)).Single();

        (await VerifyAsync(server, token)).Refusals("verifyEmail").ShouldBeEmpty();

        (await VerifiedAsync(server, session)).ShouldBe(true);
        (await VerifyAsync(server, token)).Refusals("verifyEmail").ShouldBe(["INVITATION_ALREADY_USED token"]);
        (await VerifyAsync(server, new string('B', 43)))
            .Refusals("verifyEmail")
            .ShouldBe(["INVITATION_NOT_FOUND token"]);
        (await ResendAsync(server, session)).Refusals("resendEmailVerification").ShouldBe(["CONFLICT"]);
        (await ReleaseAsync(server, token)).Refusals("releaseAddress").ShouldBe(["INVITATION_ALREADY_USED token"]);
        // Now the person can join a second organization (R32).
        var other = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        (await other.AddUserAsync(email)).Refusals("addUser").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_link_is_mailed_again_not_too_soon_and_the_one_before_ends(TestDatabase database)
    {
        var server = await programs.On(database);
        var (_, session, person) = await SignedUpAsync(server);
        var first = (await server.LinksAsync(person, LinkPurpose.AddressProof)).Single();

        (await ResendAsync(server, session)).Refusals("resendEmailVerification").ShouldBe(["QUOTA_EXCEEDED"]);
        await server.AgeLinksAsync(person);
        (await ResendAsync(server, session)).Refusals("resendEmailVerification").ShouldBeEmpty();

        (await VerifyAsync(server, first)).Refusals("verifyEmail").ShouldBe(["INVITATION_ALREADY_USED token"]);
        var second = (await server.LinksAsync(person, LinkPurpose.AddressProof))[0];
        (await VerifyAsync(server, second)).Refusals("verifyEmail").ShouldBeEmpty();
        (await ResendAsync(server, session: null)).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Who_owns_the_address_closes_an_account_that_a_stranger_made_with_it(TestDatabase database)
    {
        var server = await programs.On(database);
        var (email, session, person) = await SignedUpAsync(server);
        var token = (await server.LinksAsync(person, LinkPurpose.AddressProof)).Single();
        using var browser = new Browser(server);
        var page = await browser.OpenAsync($"/verify/{token}?lang=en");
        page.ShouldBe(HttpStatusCode.OK, "Is this account yours?");
        (await VerifiedAsync(server, session)).ShouldBe(false);

        (await browser.PressAsync(page, "release-address")).ShouldBe(HttpStatusCode.OK, "The account is closed");

        (await server.AskAsync(session, "{ viewer { emailVerified } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
        (await server.TrySignInAsync(email, People.Password)).Refusals("signIn").ShouldBe(["SIGN_IN_FAILED"]);
        await using (var db = server.Open())
        {
            var strangers = await db.Users.SingleAsync(user => user.PersonId == person);
            strangers.Active.ShouldBeFalse();
            var enrollment = await db.Enrollments.SingleAsync(row => row.OrganizationId == strangers.OrganizationId);
            enrollment.Status.ShouldBe(EnrollmentStatus.Withdrawn);
        }
        // The owner begins anew, as if nothing had been.
        var owners = await SignUpAsync(server, email);
        owners.Refusals("startEnrollment").ShouldBeEmpty();
        (await ReleaseAsync(server, token)).Refusals("releaseAddress").ShouldBe(["INVITATION_ALREADY_USED token"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_proving_and_releasing_at_the_same_moment_one_happens(TestDatabase database)
    {
        var server = await programs.On(database);
        var (email, _, person) = await SignedUpAsync(server);
        var token = (await server.LinksAsync(person, LinkPurpose.AddressProof)).Single();

        var answers = await Task.WhenAll(
            VerifyRefusalsAsync(),
            ReleaseRefusalsAsync(),
            VerifyRefusalsAsync(),
            ReleaseRefusalsAsync()
        );

        answers.Count(refusals => refusals.Count == 0).ShouldBe(1);
        answers
            .SelectMany(refusals => refusals)
            .ShouldAllBe(refusal => refusal == "INVITATION_ALREADY_USED token" || refusal == "CONFLICT token");
        await using var db = server.Open();
        var account = await db.Accounts.SingleAsync(row => row.Id == person);
        account.EmailConfirmed.ShouldBe(account.Email == email);

        async Task<IReadOnlyList<string>> VerifyRefusalsAsync() =>
            (await VerifyAsync(server, token)).Refusals("verifyEmail");

        async Task<IReadOnlyList<string>> ReleaseRefusalsAsync() =>
            (await ReleaseAsync(server, token)).Refusals("releaseAddress");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task An_organization_in_the_program_keeps_its_last_global_admin(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin, verified: false);
        (await ResendAsync(server, admin.Token)).Refusals("resendEmailVerification").ShouldBeEmpty();
        var token = (await server.LinksAsync(admin.User.PersonId, LinkPurpose.AddressProof)).Single();

        (await ReleaseAsync(server, token)).Refusals("releaseAddress").ShouldBe(["LAST_GLOBAL_ADMIN token"]);
        (await server.AskAsync(admin.Token, "{ viewer { emailVerified } }")).ErrorCodes.ShouldBeEmpty();

        await team.MemberAsync(Team.GlobalAdmin);
        (await ReleaseAsync(server, token)).Refusals("releaseAddress").ShouldBeEmpty();
        // The address is free in this organization as well.
        var other = await team.MemberAsync(Team.GlobalAdmin);
        (await other.AddUserAsync(admin.Email)).Refusals("addUser").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_customer_who_accepted_with_a_new_account_is_asked_to_prove_the_address(TestDatabase database)
    {
        var server = await programs.On(database);
        var links = new LinkWorld(server);
        var invitation = await links.CustomerAsync(joint: false);
        var email = invitation.RecipientEmail;
        var accepted = await server.AskAsync(
            token: null,
            """
            mutation($input: AcceptInvitationInput!) {
              acceptInvitation(input: $input) { session { accessToken } errors { code path } }
            }
            """,
            new
            {
                input = new
                {
                    token = invitation.Secret(links.Key).Token,
                    confirmed = true,
                    organization = new
                    {
                        name = "Bakery",
                        country = "DE",
                        adminFullName = "Kim Customer",
                        password = People.Password,
                    },
                },
            }
        );
        accepted.Refusals("acceptInvitation").ShouldBeEmpty();
        await using var db = server.Open();
        var user = await db.Users.SingleAsync(row => row.Email == email);

        var token = (await server.LinksAsync(user.PersonId, LinkPurpose.AddressProof)).Single();
        (await VerifyAsync(server, token)).Refusals("verifyEmail").ShouldBeEmpty();

        (await VerifiedAsync(server, accepted.Word("acceptInvitation", "session", "accessToken")!)).ShouldBe(true);
    }

    private static async Task<(string Email, string Session, PersonId Person)> SignedUpAsync(GraphServer server)
    {
        var email = Team.NewAddress();
        var answer = await SignUpAsync(server, email);
        answer.Refusals("startEnrollment").ShouldBeEmpty();
        await using var db = server.Open();
        var address = EmailAddress.Parse(email);
        var user = await db.Users.SingleAsync(row => row.Email == address);
        return (email, answer.Word("startEnrollment", "session", "accessToken")!, user.PersonId);
    }

    private static Task<Answer> SignUpAsync(GraphServer server, string email) =>
        server.AskAsync(
            token: null,
            Start,
            new
            {
                input = new
                {
                    organizationName = "Contoso",
                    country = "DE",
                    fullName = "Anna Schmidt",
                    email,
                    password = People.Password,
                },
            }
        );

    private static async Task<bool?> VerifiedAsync(GraphServer server, string session) =>
        (await server.AskAsync(session, "{ viewer { emailVerified } }"))["viewer", "emailVerified"]?.GetBoolean();

    private static Task<Answer> VerifyAsync(GraphServer server, string token) =>
        server.AskAsync(
            token: null,
            "mutation($token: String!) { verifyEmail(input: { token: $token }) { errors { code path } } }",
            new { token }
        );

    private static Task<Answer> ReleaseAsync(GraphServer server, string token) =>
        server.AskAsync(
            token: null,
            "mutation($token: String!) { releaseAddress(input: { token: $token }) { errors { code path } } }",
            new { token }
        );

    private static Task<Answer> ResendAsync(GraphServer server, string? session) =>
        server.AskAsync(session, "mutation { resendEmailVerification { errors { code path } } }");
}
