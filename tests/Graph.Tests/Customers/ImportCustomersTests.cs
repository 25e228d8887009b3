using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;
using PartnerGraph.Persistence.Customers;

namespace PartnerGraph.Graph.Tests.Customers;

/// <summary>R59: customers with whom a reseller deals already.</summary>
public sealed class ImportCustomersTests(RunningPrograms programs)
{
    private const string Header = "reference,name,country,domain,adminFullName,adminEmail\n";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R59_An_approved_resellers_customers_are_listed_at_once_and_only_once(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var email = Team.NewAddress();
        var csv = $"{Header}K-1,\"Bakery, Berlin\",DE,bakery.example,Kim Baker,{email}\n";

        var first = await ImportAsync(admin, csv);
        var again = await ImportAsync(admin, csv.Replace("Kim Baker", "Somebody Else", StringComparison.Ordinal));

        Lines(first).ShouldBe(["2 K-1 LISTED "]);
        Lines(again).ShouldBe(["2 K-1 UNCHANGED "]);
        var listed = await admin.AskAsync("{ customers(source: IMPORTED) { nodes { name domain source } } }");
        var customer = listed["customers", "nodes"]!.Value.EnumerateArray().Single();
        customer.GetProperty("name").GetString().ShouldBe("Bakery, Berlin");
        customer.GetProperty("source").GetString().ShouldBe("IMPORTED");
        // Its admin chooses a password by the mailed link; nobody else ever saw one.
        (await server.MailsToAsync(email)).ShouldBe(1);
        var user = await UserAsync(server, email);
        var token = (await server.LinksAsync(user.PersonId, LinkPurpose.AccountSetUp)).Single();
        var set = await server.AskAsync(
            token: null,
            "mutation($input: SetNewPasswordInput!) { setNewPassword(input: $input) { errors { code path } } }",
            new { input = new { token, newPassword = Accounts.OwnPassword } }
        );
        set.Refusals("setNewPassword").ShouldBeEmpty();
        var own = await server.AskAsync(
            await server.SignedInAsync(email, Accounts.OwnPassword),
            "{ viewer { emailVerified organization { name } } }"
        );
        own.Word("viewer", "organization", "name").ShouldBe("Bakery, Berlin");
        own["viewer", "emailVerified"]!.Value.GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R59_Before_the_approval_they_are_kept_and_nobody_hears_of_it(TestDatabase database)
    {
        var server = await programs.On(database);
        var email = Team.NewAddress();
        var applicant = await server.AddPersonAsync(Team.NewAddress(), Team.GlobalAdmin);
        var session = await server.SignedInAsync(applicant.Email.Value);
        var csv = $"{Header}K-1,Bakery,DE,,Kim Baker,{email}\n";

        Lines(await ImportAsync(server, session, csv)).ShouldBe(["2 K-1 KEPT "]);
        Lines(await ImportAsync(server, session, csv)).ShouldBe(["2 K-1 UNCHANGED "]);
        Lines(await ImportAsync(server, session, csv.Replace("Bakery", "Bread", StringComparison.Ordinal)))
            .ShouldBe(["2 K-1 KEPT "]);
        (await server.MailsToAsync(email)).ShouldBe(0);
        var kept = await server.AskAsync(
            session,
            "{ customerImports(status: KEPT) { nodes { name customer { id } } } }"
        );
        kept["customerImports", "nodes"]!.Value.ToString().ShouldBe("""[{"name":"Bread","customer":null}]""");

        await using var db = server.Open();
        await using (var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            var imports = server.Services.GetRequiredService<CustomerImporting>();
            var listed = await imports.ListKeptAsync(
                db,
                applicant.OrganizationId,
                TestContext.Current.CancellationToken
            );
            listed.ShouldBeTrue();
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        (await server.MailsToAsync(email)).ShouldBe(1);
        (await server.AskAsync(session, "{ customerImports(status: LISTED) { totalCount } }"))[
            "customerImports",
            "totalCount"
        ]!
            .Value.GetInt32()
            .ShouldBe(1);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Each_line_leaves_an_event_that_its_customer_reads_too(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var email = Team.NewAddress();
        string[] lines =
        [
            $"K-1,Bakery,DE,,Kim Baker,{Team.NewAddress()}",
            $"K-2,Dairy,DE,,Dora Milch,{email}",
            $"K-3,Mill,DE,,Max Korn,{Team.NewAddress()}",
        ];
        const string events = "{ auditEvents(first: 100) { nodes { action customer { name } } } }";

        await ImportAsync(admin, Header + string.Join('\n', lines) + "\n");
        Told((await admin.AskAsync(events))["auditEvents", "nodes"]!.Value)
            .ShouldBe(["Bakery", "Dairy", "Mill"], ignoreOrder: true);

        // Nothing changes any more: one event, of no customer.
        await ImportAsync(admin, Header + string.Join('\n', lines) + "\n");
        Told((await admin.AskAsync(events))["auditEvents", "nodes"]!.Value)
            .ShouldBe(["Bakery", "Dairy", "Mill", ""], ignoreOrder: true);
        var user = await UserAsync(server, email);
        await using var db = server.Open();
        var read = await db.AuditEvents.CountAsync(row =>
            row.OrganizationId == user.OrganizationId && row.Action == "importCustomers"
        );
        read.ShouldBe(1);

        static IReadOnlyList<string?> Told(System.Text.Json.JsonElement nodes) =>
            [
                .. nodes
                    .EnumerateArray()
                    .Where(node => node.GetProperty("action").GetString() == "importCustomers")
                    .Select(node => node.GetProperty("customer"))
                    .Select(customer =>
                        customer.ValueKind is System.Text.Json.JsonValueKind.Null
                            ? ""
                            : customer.GetProperty("name").GetString()
                    ),
            ];
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Bad_lines_are_told_by_number_and_column_and_the_good_ones_are_taken(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var unproven = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin, verified: false);
        var csv =
            Header
            + $"K-1,,Germany,no domain,,not an address\n"
            + $"K-2,Good,DE,,Kim,{Team.NewAddress()}\n"
            + $"K-2,Twice,DE,,Kim,{Team.NewAddress()}\n"
            + "too,few\n"
            + $"K-3,Unproven,DE,,Kim,{unproven.Email}\n";

        var answer = await ImportAsync(admin, csv);

        Lines(answer)
            .ShouldBe([
                "2 K-1 REFUSED REQUIRED name;INVALID country;INVALID domain;REQUIRED adminFullName;INVALID adminEmail",
                "3 K-2 LISTED ",
                "4 K-2 REFUSED CONFLICT reference",
                "5  REFUSED INVALID",
                "6 K-3 REFUSED CONFLICT adminEmail",
            ]);
        (await admin.AskAsync("{ customers { totalCount } }"))["customers", "totalCount"]!.Value.GetInt32().ShouldBe(1);
        var header = await ImportAsync(admin, "reference,colour\nK-9,red\n");
        header.Refusals("importCustomers").ShouldBe(["INVALID csv"]);
        var manager = await admin.Team.MemberAsync(Team.Manager);
        (await ImportAsync(manager, csv)).ErrorCodes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task An_import_never_attaches_to_another_resellers_customer(TestDatabase database)
    {
        var server = await programs.On(database);
        var customer = await (await Team.StartAsync(server, OrganizationKind.Customer, "Bakery")).MemberAsync(
            Team.GlobalAdmin
        );
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var stranger = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);

        var answer = await ImportAsync(admin, $"{Header}K-1,Bakery,DE,bakery.example,Kim Baker,{customer.Email}\n");

        Lines(answer).ShouldBe(["2 K-1 LISTED "]);
        await using var db = server.Open();
        (await db.CustomerAccess.CountAsync(access => access.CustomerId == customer.Team.Id)).ShouldBe(0);
        var users = await db.Users.Where(user => user.PersonId == customer.User.PersonId).ToListAsync();
        users.Count.ShouldBe(2);
        // In the organization that the import made, the person has to agree first.
        users.Single(user => user.OrganizationId != customer.Team.Id).ConsentPending.ShouldBeTrue();
        (await server.LinksAsync(customer.User.PersonId, LinkPurpose.MembershipConsent)).ShouldHaveSingleItem();
        // Another reseller sees neither the customer nor the list.
        (await stranger.AskAsync("{ customerImports { totalCount } }"))["customerImports", "totalCount"]!
            .Value.GetInt32()
            .ShouldBe(0);
        var id = answer["importCustomers", "lines"]!
            .Value[0]
            .GetProperty("customerImport")
            .GetProperty("id")
            .GetString();
        (await stranger.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id }))["node"].ShouldBeNull();
        (await admin.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).Word("node", "id").ShouldBe(id);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_same_file_imported_many_times_at_once_makes_each_customer_once(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var csv = Header + $"K-1,One,DE,,Kim,{Team.NewAddress()}\nK-2,Two,DE,,Kim,{Team.NewAddress()}\n";

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ImportAsync(admin, csv)));

        answers.SelectMany(Lines).Count(line => line.Contains("LISTED", StringComparison.Ordinal)).ShouldBe(2);
        (await admin.AskAsync("{ customers { totalCount } }"))["customers", "totalCount"]!.Value.GetInt32().ShouldBe(2);
    }

    private static Task<Answer> ImportAsync(Member by, string csv) => ImportAsync(by.Team.Server, by.Token, csv);

    private static Task<Answer> ImportAsync(GraphServer server, string token, string csv) =>
        server.AskAsync(
            token,
            """
            mutation($csv: String!) {
              importCustomers(input: { csv: $csv }) {
                lines { line reference outcome customerImport { id } errors { code path } }
                errors { code path message }
              }
            }
            """,
            new { csv }
        );

    private static List<string> Lines(Answer answer)
    {
        answer.Refusals("importCustomers").ShouldBeEmpty(answer.Text);
        return
        [
            .. answer["importCustomers", "lines"]!
                .Value.EnumerateArray()
                .Select(line =>
                {
                    var errors = line.GetProperty("errors")
                        .EnumerateArray()
                        .Select(error =>
                            error.GetProperty("path").ValueKind is System.Text.Json.JsonValueKind.Null
                                ? error.GetProperty("code").GetString()
                                : $"{error.GetProperty("code")} {error.GetProperty("path")[0]}"
                        );
                    return $"{line.GetProperty("line")} {line.GetProperty("reference").GetString()} {line.GetProperty("outcome")} {string.Join(';', errors)}";
                }),
        ];
    }

    private static async Task<User> UserAsync(GraphServer server, string email)
    {
        var address = EmailAddress.Parse(email);
        await using var db = server.Open();
        return await db.Users.SingleAsync(user => user.Email == address);
    }
}
