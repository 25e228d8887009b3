using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Graph.Tests.Enrollments;

/// <summary>R10: an organization that is in the program already gives only its customer-support contact.</summary>
public sealed class ExistingMemberTests(RunningPrograms programs)
{
    private const string Header =
        "mpnId,name,country,line1,city,contactFullName,contactEmail,adminFullName,adminEmail\n";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R10_An_imported_member_owes_its_support_contact_alone(TestDatabase database)
    {
        var server = await programs.On(database);
        var (mpnId, email) = (Team.Unique("77"), Team.NewAddress());
        var csv = $"{Header}{mpnId},Birch,DE,Allee 1,Berlin,Anna Lane,{email},Anna Lane,{email}\n";

        (await ImportAsync(server, csv)).ShouldBe(["2 True "]);
        (await ImportAsync(server, csv)).ShouldBe(["2 False "]);

        var session = await FirstSignInAsync(server, email);
        var started = await server.AskAsync(
            session,
            "mutation { startEnrollment(input: {}) { enrollment { missing } errors { code path } } }"
        );
        started.Refusals("startEnrollment").ShouldBeEmpty();
        started["startEnrollment", "enrollment", "missing"]!.Value.ToString().ShouldBe("""["SUPPORT_CONTACT"]""");
        var filled = await server.AskAsync(
            session,
            """
            mutation {
              updateEnrollment(input: { supportContact: { email: "help@birch.example" } }) {
                enrollment { missing } errors { code path }
              }
            }
            """
        );
        filled["updateEnrollment", "enrollment", "missing"]!.Value.GetArrayLength().ShouldBe(0);
        var submitted = await server.AskAsync(
            session,
            "mutation { submitEnrollment { enrollment { status } errors { code path } } }"
        );
        submitted.Refusals("submitEnrollment").ShouldBeEmpty();
        submitted.Word("submitEnrollment", "enrollment", "status").ShouldBe("AWAITING_EMAIL_VERIFICATION");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Bad_lines_are_told_and_bring_nobody_in(TestDatabase database)
    {
        var server = await programs.On(database);
        var (first, second) = (Team.Unique("77"), Team.Unique("77"));
        var csv =
            Header
            + $"{first},Birch,Germany,Allee 1,Berlin,Anna,anna,Anna,anna\n"
            + $"{second},Birch,DE,Allee 1,Berlin,Anna,anna@gmail.com,Anna,{Team.NewAddress()}\n"
            + "too,few\n";

        (await ImportAsync(server, csv)).ShouldBe([
            "2 False INVALID country;INVALID contactEmail;INVALID adminEmail",
            "3 False WEBMAIL_ADDRESS_REFUSED contactEmail",
            "4 False INVALID ",
        ]);
        await using var db = server.Open();
        (await db.Organizations.CountAsync(row => row.MpnId == first || row.MpnId == second)).ShouldBe(0);
    }

    private static async Task<string> FirstSignInAsync(GraphServer server, string email)
    {
        var address = EmailAddress.Parse(email);
        await using var db = server.Open();
        var user = await db.Users.SingleAsync(row => row.Email == address);
        var token = (await server.LinksAsync(user.PersonId, LinkPurpose.AccountSetUp)).Single();
        var set = await server.AskAsync(
            token: null,
            "mutation($input: SetNewPasswordInput!) { setNewPassword(input: $input) { errors { code path } } }",
            new { input = new { token, newPassword = Accounts.OwnPassword } }
        );
        set.Refusals("setNewPassword").ShouldBeEmpty();
        return await server.SignedInAsync(email, Accounts.OwnPassword);
    }

    private static async Task<List<string>> ImportAsync(GraphServer server, string csv)
    {
        using var reader = new StringReader(csv);
        var report = await server
            .Services.GetRequiredService<MemberImport>()
            .RunAsync(reader, TestContext.Current.CancellationToken);
        report.TryGet(out var lines, out _).ShouldBeTrue();
        return
        [
            .. lines!.Select(line =>
                $"{line.Number} {line.Imported} {string.Join(';', line.Refusals.Select(refusal => $"{Domain.Refusals.SchemaName.Of(refusal.Code)} {string.Join('.', refusal.Path)}"))}"
            ),
        ];
    }
}
