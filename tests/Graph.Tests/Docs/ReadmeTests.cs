using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Demo;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Docs;

/// <summary>What the README and the API's page promise is what the program has.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryRoot.At("README.md"));
    private static readonly string Api = File.ReadAllText(RepositoryRoot.At("docs", "api.md"));

    [Fact]
    public void The_sign_ins_of_the_demo_world_stand_in_the_readme()
    {
        Readme.ShouldContain(DemoCast.Password);
        Readme.ShouldContain($"`{DemoCast.MembershipUser}`");
        foreach (var (organization, person) in DemoSignIns.All)
        {
            Readme.ShouldContain(
                $"| `{person.Email}` | {organization.Name} | {DemoSignIns.Roles(person)} | {person.Shows} |"
            );
        }
    }

    [Fact]
    public void The_api_page_tells_every_code_that_the_rules_refuse_with()
    {
        foreach (var code in Enum.GetValues<UserErrorCode>())
            Api.ShouldContain($"`{SchemaName.Of(code)}`");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/api.md")]
    public void Every_file_that_a_page_links_to_is_there(string page)
    {
        var text = File.ReadAllText(RepositoryRoot.At(page));
        var folder = Path.GetDirectoryName(RepositoryRoot.At(page))!;
        var targets = text.Split("](")
            .Skip(1)
            .Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)].Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .ToList();

        targets.ShouldNotBeEmpty();
        foreach (var target in targets)
            Path.Exists(Path.Combine(folder, target)).ShouldBeTrue(target);
    }
}
