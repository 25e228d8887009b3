using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Tests.Demo;

public sealed class DemoWorldTests
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Everybody_in_the_table_of_sign_ins_signs_in_and_has_the_roles_that_it_tells(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database, ("Demo", "true"));

        foreach (var (organization, person) in DemoSignIns.All)
        {
            var answer = await server.SignInAsync(person.Email, DemoCast.Password);
            answer.Errors.ShouldBeEmpty(person.Email);
            answer.Session!.PasswordChangeRequired.ShouldBe(person.Temporary, person.Email);
            var caller = (await server.WhoIsAsync(answer.Session.AccessToken)).ShouldNotBeNull();
            caller.Roles.ShouldBe(person.Roles, person.Email);
            await using var db = server.Open();
            var name = await db
                .Organizations.Where(row => row.Id == caller.Organization)
                .Select(row => row.Name)
                .SingleAsync();
            name.ShouldBe(organization.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task It_holds_what_a_visitor_walks_through(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database, ("Demo", "true"));
        await using var db = server.Open();

        var kinds = await db
            .Organizations.GroupBy(row => row.Kind)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        kinds[OrganizationKind.Operator].ShouldBe(1);
        kinds[OrganizationKind.IndirectProvider].ShouldBe(3);
        kinds[OrganizationKind.IndirectReseller].ShouldBe(4);
        kinds[OrganizationKind.Customer].ShouldBeGreaterThanOrEqualTo(6);
        (await db.Invitations.Select(row => row.Status).Distinct().ToListAsync()).ShouldBe(
            Enum.GetValues<InvitationStatus>(),
            ignoreOrder: true
        );
        (await db.Enrollments.CountAsync(row => row.Status == EnrollmentStatus.InReview)).ShouldBe(1);
        (await db.Enrollments.CountAsync(row => row.Status == EnrollmentStatus.Approved)).ShouldBe(3);
        (await db.Partnerships.CountAsync()).ShouldBe(3);
        (await db.Licenses.CountAsync()).ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task R55_A_provider_sees_what_is_shared_with_it_and_nothing_else()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Demo", "true"));

        (await CustomersOf(server, DemoCast.Alpenland)).ShouldBe(["Isar Medical Centre", "Rosenheim Bakery Group"]);
        (await CustomersOf(server, DemoCast.Harbor)).ShouldBe(["Elbe Shipping"]);
        (await CustomersOf(server, DemoCast.Steppe)).ShouldBe(["Silk Road Trading", "Tulpar Logistics"]);
        (await CustomersOf(server, DemoCast.Birch)).ShouldContain("Silk Road Trading");
        (await CustomersOf(server, DemoCast.Almaty)).ShouldContain("Silk Road Trading");
        (await CustomersOf(server, DemoCast.Clearwater)).ShouldBe(["Lakeside School District"]);
    }

    [Fact]
    public async Task R13_R17_R18_A_visitor_finds_an_MPN_ID_that_fits_and_two_that_do_not()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Demo", "true"));
        await using var db = server.Open();

        var profiles = await db
            .MembershipRows.Where(row => row.UserName == DemoCast.MembershipUser)
            .OrderBy(row => row.MpnId)
            .ToListAsync();
        profiles.Select(row => (row.Country.Value, row.Active)).ShouldBe([("DE", true), ("DE", false), ("FR", true)]);
        var holders = await db.Organizations.Where(row => row.MpnId != null).Select(row => row.MpnId).ToListAsync();
        profiles.Select(row => row.MpnId).ShouldNotContain(mpnId => holders.Contains(mpnId));
    }

    [Fact]
    public async Task Starting_again_makes_nothing_twice_and_prints_the_sign_ins_again()
    {
        await using var program = new GraphProcess();
        for (var start = 1; start <= 2; start++)
        {
            program.Start(
                ["serve"],
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", "http://127.0.0.1:0")
            );
            await program.AddressAsync();
            // The output of this start alone: each address once.
            program.Output.Split(DemoCast.Operator.Admin.Email).Length.ShouldBe(2);
            await program.EndAsync();
        }

        program.Output.ShouldContain(DemoCast.Password);
        await using var db = program.OpenDatabase();
        (await db.Organizations.CountAsync()).ShouldBe(1 + 3 + 4 + DemoCustomers.All.Count);
    }

    [Fact]
    public async Task Its_waiting_mails_are_in_the_mail_folder_after_the_first_start()
    {
        await using var program = new GraphProcess();
        program.Start(["serve"], ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        await program.AddressAsync();
        var folder = Path.Combine(program.Folder, "data", "mail");
        for (var i = 0; i < 200 && (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.eml").Length < 4); i++)
            await Task.Delay(100);

        var mails = await Task.WhenAll(Directory.GetFiles(folder, "*.eml").Select(file => File.ReadAllTextAsync(file)));
        mails.ShouldContain(mail => mail.Contains(DemoCast.Clearwater.Admin.Email, StringComparison.Ordinal));
        mails.Length.ShouldBe(4);
    }

    [Fact]
    public async Task It_leaves_a_database_with_an_organization_alone()
    {
        await using var program = new GraphProcess();
        program.Start(["seed", "--resellers", "1", "--providers", "0", "--customers", "0"], Development);
        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Start(["serve"], Development, ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        await program.AddressAsync();

        program.Output.ShouldNotContain(DemoCast.Password);
        await using var db = program.OpenDatabase();
        (await db.Organizations.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_operator_of_the_settings_becomes_the_demo_worlds_operator_too()
    {
        await using var server = await GraphServer.StartAsync(
            TestDatabase.Sqlite,
            ("Demo", "true"),
            ("Operator__Email", "root@operator.example"),
            ("Operator__Password", People.Password)
        );

        (await server.SignInAsync("root@operator.example")).Errors.ShouldBeEmpty();
        (await server.SignInAsync(DemoCast.Operator.Admin.Email, DemoCast.Password)).Errors.ShouldBeEmpty();
        await using var db = server.Open();
        (await db.Organizations.CountAsync(row => row.Kind == OrganizationKind.Operator)).ShouldBe(1);
    }

    [Fact]
    public async Task Production_has_no_demo_world_and_does_not_start_where_one_is_asked_for()
    {
        await using var program = new GraphProcess();
        program.Start(["serve"], [.. Production, ("Demo", "true")]);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program
            .Errors.Trim()
            .ShouldBe("The setting Demo is for Development alone: everybody knows the password of its people.");
        Directory.GetFileSystemEntries(program.Folder).ShouldBeEmpty();

        await using var plain = new GraphProcess();
        plain.Start(["serve"], Production);
        await plain.AddressAsync();
        await using (var db = plain.OpenDatabase())
            (await db.Organizations.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public void The_password_of_the_demo_world_passes_the_programs_own_rules()
    {
        foreach (var (organization, person) in DemoSignIns.All)
        {
            var rules = new PasswordRules(["password"]);
            rules.Check(DemoCast.Password, person.Email, person.Name, organization.Name).IsDone.ShouldBeTrue();
        }
    }

    private static readonly (string Name, string Value) Development = ("ASPNETCORE_ENVIRONMENT", "Development");

    private static readonly (string Name, string Value)[] Production =
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ("Links__PublicUrl", "https://partners.example"),
        ("Links__Key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
        ("Worker__InProcess", "false"),
    ];

    private static async Task<List<string>> CustomersOf(GraphServer server, DemoOrganization cast)
    {
        var database = server.Services.GetRequiredService<Database>();
        OrganizationId id;
        await using (var all = server.Open())
            id = await all.Organizations.Where(row => row.Name == cast.Name).Select(row => row.Id).SingleAsync();
        await using var db = database.Open(Tenant.Of(id));
        return await db
            .CustomerAccess.Where(access => access.OrganizationId == id)
            .Join(db.Organizations, access => access.CustomerId, row => row.Id, (_, row) => row.Name)
            .Order()
            .ToListAsync();
    }
}
