using System.Xml.Linq;
using PartnerGraph.TestKit;

namespace PartnerGraph.Architecture.Tests;

/// <summary>docs/architecture.md draws the arrows; this holds them.</summary>
public sealed class ProjectArrowsTests
{
    public static TheoryData<string, string[]> Arrows =>
        new()
        {
            { "Domain", [] },
            { "GraphQL", [] },
            { "GraphQL.Server", ["GraphQL"] },
            { "Persistence", ["Domain"] },
            { "Worker", ["Domain", "GraphQL", "Persistence"] },
            { "Graph", ["Domain", "GraphQL", "GraphQL.Server", "Persistence", "Worker"] },
        };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_references_what_the_architecture_allows_and_nothing_else(string project, string[] allowed) =>
        References(project, "ProjectReference")
            .Select(Path.GetFileNameWithoutExtension)
            .Order()
            .ShouldBe(allowed.Order());

    [Theory]
    [InlineData("Domain")]
    [InlineData("GraphQL")]
    public void Rules_and_engine_stand_on_the_base_class_library_alone(string project) =>
        References(project, "PackageReference", "FrameworkReference").ShouldBeEmpty();

    [Fact]
    public void Every_project_under_src_has_its_arrows_here() =>
        Directory
            .EnumerateFiles(RepositoryRoot.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Order()
            .ShouldBe(Arrows.Select(row => row.Data.Item1).Order());

    [Fact]
    public void A_reference_does_not_bring_along_what_stands_behind_it() =>
        XDocument
            .Load(RepositoryRoot.At("Directory.Build.props"))
            .Descendants("DisableTransitiveProjectReferences")
            .Single()
            .Value.ShouldBe("true");

    private static IEnumerable<string> References(string project, params string[] kinds) =>
        XDocument
            .Load(RepositoryRoot.At("src", project, project + ".csproj"))
            .Descendants()
            .Where(element => kinds.Contains(element.Name.LocalName))
            .Select(element => element.Attribute("Include")?.Value.Replace('\\', '/'))
            .OfType<string>();
}
