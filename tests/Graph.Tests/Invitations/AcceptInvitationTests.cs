using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.Invitations;

public sealed class AcceptInvitationTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_a_temporary_password_accepts_nothing(TestDatabase database)
    {
        var server = await programs.On(database);
        var reseller = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var customer = await Team.StartAsync(server, OrganizationKind.Customer, "Adatum");
        var email = Team.NewAddress();
        await server.AddPersonAsync(
            email,
            Team.GlobalAdmin,
            temporaryUntil: DateTimeOffset.UtcNow.AddDays(1),
            organization: customer.Id
        );
        var session = (await server.SignInAsync(email)).Session!;

        var answer = await server.AskAsync(
            session.AccessToken,
            "mutation($token: String!) { acceptInvitation(input: { token: $token, confirmed: true }) { errors { code path } } }",
            new { token = await DraftAsync(reseller, email) }
        );

        answer.ErrorCodes.ShouldBe(["PASSWORD_CHANGE_REQUIRED"]);
        await using var db = server.Open();
        (await db.CustomerAccess.AnyAsync(row => row.CustomerId == customer.Id)).ShouldBeFalse();
    }

    /// <summary>The inviter is shown the link of its draft: it could have made the account itself.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_an_account_made_by_the_link_has_not_proven_its_address(TestDatabase database)
    {
        var server = await programs.On(database);
        var inviter = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var other = await (await Team.StartAsync(server, name: "Northwind")).MemberAsync(Team.GlobalAdmin);
        var email = Team.NewAddress();

        var accepted = await server.AskAsync(
            token: null,
            """
            mutation($token: String!, $organization: NewCustomerInput!) {
              acceptInvitation(input: { token: $token, confirmed: true, organization: $organization }) {
                customer { name } session { accessToken } errors { code path }
              }
            }
            """,
            new
            {
                token = await DraftAsync(inviter, email),
                organization = new
                {
                    name = "Adatum",
                    country = "DE",
                    adminFullName = "Carla Customer",
                    password = "a quiet winter harbour",
                },
            }
        );
        accepted.Refusals("acceptInvitation").ShouldBeEmpty();
        accepted.Word("acceptInvitation", "customer", "name").ShouldBe("Adatum");

        (await other.AddUserAsync(email)).Refusals("addUser").ShouldBe(["CONFLICT email"]);
    }

    private static async Task<string> DraftAsync(Member inviter, string recipient)
    {
        var answer = await inviter.AskAsync(
            """
            mutation($email: EmailAddress!) {
              draftCustomerInvitation(input: { recipientEmail: $email }) { draft { link } errors { code path } }
            }
            """,
            new { email = recipient }
        );
        answer.Refusals("draftCustomerInvitation").ShouldBeEmpty();
        return answer.Word("draftCustomerInvitation", "draft", "link")!.Split('/')[^1];
    }
}
