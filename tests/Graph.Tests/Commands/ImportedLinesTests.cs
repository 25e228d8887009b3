using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Links;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Commands;

/// <summary>Members (R10) and customers (R59) from the operator's files, by the program as a process.</summary>
public sealed class ImportedLinesTests
{
    private const string Members = """
        mpnId,name,country,line1,city,contactFullName,contactEmail,adminFullName,adminEmail,contactPhone
        1001,"Birch, Lane & Sons",DE,Allee 1,Berlin,Anna Lane,anna@birch.example,Anna Lane,anna@birch.example,
        1002,Steppe,KZ,Абай 5,Алматы,Daniyar,daniyar@steppe.example,Daniyar,daniyar@steppe.example,+7 700 1
        """;

    private static readonly (string, string)[] Development = [("ASPNETCORE_ENVIRONMENT", "Development")];

    [Fact]
    public async Task R10_Members_are_taken_once_however_often_the_file_is_imported()
    {
        await using var program = new GraphProcess();

        (await ImportAsync(program, "import-members", Members)).ShouldBe((0, Told(2, 0, 0)), program.Errors);
        var first = await RowsAsync(program);
        (await ImportAsync(program, "import-members", Members)).ShouldBe((0, Told(0, 2, 0)), program.Errors);

        program.Errors.Trim().ShouldBeEmpty();
        first.ShouldBe("1001 Birch, Lane & Sons|1002 Steppe; set-up links 2; mails 2; customers ");
        (await RowsAsync(program)).ShouldBe(first);
    }

    [Fact]
    public async Task R10_Bad_lines_of_members_are_told_by_number_and_column_and_the_good_ones_are_taken()
    {
        await using var program = new GraphProcess();
        var file =
            Members
            + "\n"
            + """
                1003,Three,Germany,Allee 1,Berlin,Anna,anna,Anna,anna,
                1004,Four,DE,,,,c@four.example,Anna,a@four.example,"1
                2"
                too,few
                ,Five,DE,Allee 1,Berlin,Anna,c@five.example,Anna,a@five.example,
                1006,Six,DE,Allee 1,Berlin,Anna,c@six.example,,a@six.example,
                1007,Seven,DE,Allee 1,Berlin,Anna,c@seven.example,Anna,anna@birch.example,
                1008,Eight,DE,Allee 1,Berlin,Anna,c@eight.example,Anna,a@eight.example,
                """;

        (await ImportAsync(program, "import-members", file)).ShouldBe((2, Told(3, 0, 6)));

        program
            .Errors.Trim()
            .Split('\n')
            .ShouldBe([
                "line 4: country: \"Germany\" is not a country code of two letters (ISO 3166-1).",
                "line 4: contactEmail: This is not an e-mail address.",
                "line 4: adminEmail: This is not an e-mail address.",
                "line 5: line1: This value is required.",
                "line 5: city: This value is required.",
                "line 5: contactFullName: This value is required.",
                "line 5: contactPhone: This value may not hold line breaks or other control characters.",
                "line 7: This line cannot be read: it has another number of fields than the header, or a quote that is not closed.",
                "line 8: mpnId: This value is required.",
                "line 9: adminFullName: This value is required.",
                "line 10: adminEmail: The account anna@birch.example must verify its address before it can join another organization.",
            ]);
        var rows = await RowsAsync(program);
        rows.ShouldBe("1001 Birch, Lane & Sons|1002 Steppe|1008 Eight; set-up links 3; mails 3; customers ");
        (await ImportAsync(program, "import-members", file)).ShouldBe((2, Told(0, 3, 6)));
        (await RowsAsync(program)).ShouldBe(rows);
    }

    [Fact]
    public async Task R59_Customers_are_taken_once_each_for_the_reseller_of_its_line()
    {
        await using var program = new GraphProcess();
        (await ImportAsync(program, "import-members", Members)).Code.ShouldBe(0, program.Errors);
        const string file = """
            resellerMpnId,reference,name,country,domain,adminFullName,adminEmail
            1001,K-1,"Bakery, Berlin",DE,bakery.example,Kim Baker,kim@bakery.example
            1002,K-1,Пекарня,KZ,,Айгерим,aigerim@bakery.example
            """;

        (await ImportAsync(program, "import-customers", file)).ShouldBe((0, Told(2, 0, 0)), program.Errors);
        var first = await RowsAsync(program);
        (await ImportAsync(program, "import-customers", file)).ShouldBe((0, Told(0, 2, 0)), program.Errors);

        first.ShouldBe(
            "1001 Birch, Lane & Sons|1002 Steppe; set-up links 4; mails 4; customers 1001 Bakery, Berlin|1002 Пекарня"
        );
        (await RowsAsync(program)).ShouldBe(first);
    }

    [Fact]
    public async Task R59_Bad_lines_of_customers_are_told_by_number_and_column_and_the_good_ones_are_taken()
    {
        await using var program = new GraphProcess();
        (await ImportAsync(program, "import-members", Members)).Code.ShouldBe(0, program.Errors);
        const string file = """
            resellerMpnId,reference,name,country,adminFullName,adminEmail
            9999,K-1,Bakery,DE,Kim,kim@bakery.example
            1001,,Bakery,Germany,,kim
            1001,K-2,Good,DE,Kim,kim@good.example
            1001,K-2,Twice,DE,Kim,kim@twice.example
            too,few
            1001,K-3,Known,DE,Kim,daniyar@steppe.example
            """;

        (await ImportAsync(program, "import-customers", file)).ShouldBe((2, Told(1, 0, 5)));

        program
            .Errors.Trim()
            .Split('\n')
            .ShouldBe([
                "line 2: resellerMpnId: No organization has this MPN ID.",
                "line 3: reference: This value is required.",
                "line 3: country: \"Germany\" is not a country code of two letters (ISO 3166-1).",
                "line 3: adminFullName: This value is required.",
                "line 3: adminEmail: This is not an e-mail address.",
                "line 5: reference: This reference stands in line 4 already.",
                "line 6: This line cannot be read: it has another number of fields than the header, or a quote that is not closed.",
                "line 7: adminEmail: The account daniyar@steppe.example must verify its address before it can join another organization.",
            ]);
        var rows = await RowsAsync(program);
        rows.ShouldEndWith("mails 3; customers 1001 Good");
        (await ImportAsync(program, "import-customers", file)).ShouldBe((2, Told(0, 1, 5)));
        (await RowsAsync(program)).ShouldBe(rows);
    }

    [Theory]
    [InlineData("import-members", "The header must name the columns mpnId,name,country,line1,city,")]
    [InlineData("import-customers", "The header must name the columns resellerMpnId,reference,name,country,")]
    public async Task A_file_of_something_else_is_refused_as_a_whole(string command, string sentence)
    {
        await using var program = new GraphProcess();

        (await ImportAsync(program, command, "mpnId,colour\n1001,red")).ShouldBe((2, ""));
        program.Errors.Trim().ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData("import-members", "The command import-members needs a file: import-members FILE.csv.")]
    [InlineData("import-members none.csv", "The file \"none.csv\" does not exist.")]
    [InlineData("import-customers", "The command import-customers needs a file: import-customers FILE.csv.")]
    [InlineData("import-customers none.csv", "The file \"none.csv\" does not exist.")]
    public async Task An_import_without_its_file_is_refused(string arguments, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(arguments.Split(' '), Development);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.Trim().ShouldBe(sentence);
    }

    private static string Told(int imported, int unchanged, int bad) =>
        $"Imported lines: {imported}; unchanged lines: {unchanged}; bad lines: {bad}.";

    private static async Task<(int Code, string Output)> ImportAsync(GraphProcess program, string command, string csv)
    {
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "lines.csv"), csv);
        program.Start([command, "lines.csv"], Development);
        var code = await program.ExitCodeAsync();
        return (code, program.Output.Trim());
    }

    private static async Task<string> RowsAsync(GraphProcess program)
    {
        await using var db = program.OpenDatabase();
        var members = await db
            .Organizations.Where(row => row.MpnId != null)
            .OrderBy(row => row.MpnId)
            .Select(row => row.MpnId + " " + row.Name)
            .ToListAsync();
        var links = await db.PersonLinks.CountAsync(link => link.Purpose == LinkPurpose.AccountSetUp);
        var mails = await db.Outbox.CountAsync();
        var customers = await db
            .CustomerAccess.Where(access => access.Source == CustomerSource.Imported)
            .Select(access =>
                db.Organizations.Single(row => row.Id == access.OrganizationId).MpnId
                + " "
                + db.Organizations.Single(row => row.Id == access.CustomerId).Name
            )
            .ToListAsync();
        return $"{string.Join('|', members)}; set-up links {links}; mails {mails}; customers {string.Join('|', customers.Order(StringComparer.Ordinal))}";
    }
}
