using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Commands;

public sealed class SeedCommandTests
{
    private static readonly (string Name, string Value) Development = ("ASPNETCORE_ENVIRONMENT", "Development");
    private static readonly string[] Small = ["seed", "--resellers", "4", "--providers", "2", "--customers", "9"];

    [Fact]
    public async Task Seed_fills_an_empty_database_and_tells_what_it_wrote()
    {
        await using var program = new GraphProcess();
        program.Start(Small, Development);

        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Output.ShouldContain("Seeded: 15 organizations, 15 users, 18 relationships.");
        program.Output.ShouldContain("admin@reseller-0.seed.example");
    }

    [Fact]
    public async Task Seed_refuses_a_database_that_is_not_empty()
    {
        await using var program = new GraphProcess();
        program.Start(Small, Development);
        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Start(Small, Development);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain("The database has organizations already, and seed fills an empty one only");
        program.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--resellers 0", "The argument --resellers must be at least 1")]
    [InlineData(
        "--customers many",
        "The argument --customers must be a whole number from 0 to 10000000, and \"many\" is not."
    )]
    [InlineData("--providers", "The argument --providers needs a value.")]
    [InlineData("--partners 3", "The argument \"--partners\" is unknown")]
    public async Task Seed_refuses_a_wrong_number_by_its_name(string arguments, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(["seed", .. arguments.Split(' ')], Development);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain(sentence);
        Directory.GetFileSystemEntries(program.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 1, 7)]
    public async Task The_same_numbers_give_the_same_world(int resellers, int providers, int customers)
    {
        string[] told = ["", ""];
        foreach (var run in (int[])[0, 1])
        {
            await using var program = new GraphProcess();
            program.Start(
                ["seed", $"--resellers={resellers}", $"--providers={providers}", $"--customers={customers}"],
                Development
            );
            (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
            told[run] = await OrganizationsAsync(program);
        }

        told[0].ShouldBe(told[1]);
        told[0].Split('\n').Length.ShouldBe(resellers + providers + customers);
    }

    private static async Task<string> OrganizationsAsync(GraphProcess program)
    {
        await using var db = program.OpenDatabase();
        return string.Join(
            '\n',
            db.Organizations.OrderBy(row => row.Id).Select(row => new { row.Id, row.Name }).ToList()
        );
    }
}
