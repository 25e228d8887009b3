using PartnerGraph.Conformance;
using PartnerGraph.Conformance.Areas;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class ReplayTests
{
    [Theory]
    [InlineData("sdl-validation")]
    [InlineData("schema-validation")]
    [InlineData("printer")]
    [InlineData("breaking-changes")]
    [InlineData("introspection")]
    [InlineData("utilities")]
    public async Task Every_conformance_case_of_an_area_comes_out_alike(string area)
    {
        Require.That(
            Directory.Exists(ConformanceCases.Folder),
            $"There are no conformance cases at {ConformanceCases.Folder}."
        );
        var folder = new CaseFolder(ConformanceCases.Folder);
        var difference = new AreaList(folder).Find(area)!;
        var failures = new List<string>();
        var count = 0;
        foreach (var item in folder.Cases().Where(item => item.Area == area && KnownExceptions.ReasonOf(item) is null))
        {
            count++;
            if (await difference(item) is { } text)
            {
                failures.Add($"{item.File}: {item.Name}: {text}");
            }
        }

        failures.ShouldBeEmpty();
        count.ShouldBeGreaterThan(0);
    }
}
