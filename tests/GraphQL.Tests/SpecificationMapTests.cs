using System.Text.RegularExpressions;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests;

public sealed class SpecificationMapTests
{
    private static readonly string Engine = RepositoryRoot.At("src", "GraphQL");

    private static readonly string[] Named =
    [
        .. Regex
            .Matches(File.ReadAllText(Path.Combine(Engine, "README.md")), "`([A-Za-z./]+\\.cs)`")
            .Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void Every_file_that_the_map_names_exists()
    {
        Named.Length.ShouldBeGreaterThan(90);
        Named.Where(file => !File.Exists(Path.Combine(Engine, file))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Validation/Rules")]
    [InlineData("TypeSystem/SdlRules")]
    public void Every_rule_stands_in_the_map(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Engine, folder), "*Rule.cs")
            .Select(file => $"{folder}/{Path.GetFileName(file)}")
            .Where(file => !file.EndsWith("/SdlRule.cs", StringComparison.Ordinal))
            .Except(Named)
            .ShouldBeEmpty();

    [Fact]
    public void Every_rule_has_a_test_of_its_name()
    {
        var tests = Directory
            .EnumerateFiles(RepositoryRoot.At("tests", "GraphQL.Tests"), "*RuleTests.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file))
            .ToHashSet();

        Named
            .Where(file => file.EndsWith("Rule.cs", StringComparison.Ordinal) && !file.Contains("/Limits/"))
            .Select(file => Path.GetFileName(file).Replace("Rule.cs", "RuleTests.cs", StringComparison.Ordinal))
            .Where(test => !tests.Contains(test))
            .ShouldBeEmpty();
    }
}
