using System.Text.RegularExpressions;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Docs;

/// <summary>docs/requirements.md: every rule of the program has a place and a test, and both exist.</summary>
public sealed partial class RequirementsTests
{
    // R7 and R79 were never given.
    private static readonly IEnumerable<int> Numbers = Enumerable.Range(1, 84).Except([7, 79]);

    private static readonly IReadOnlyList<Match> Rows =
    [
        .. File.ReadLines(RepositoryRoot.At("docs", "requirements.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success),
    ];

    private static readonly Dictionary<string, string> TestClasses = Directory
        .EnumerateFiles(RepositoryRoot.At("tests"), "*Tests*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .GroupBy(file => Path.GetFileName(file).Split('.')[0], StringComparer.Ordinal)
        .ToDictionary(
            files => files.Key,
            files => string.Concat(files.Select(File.ReadAllText)),
            StringComparer.Ordinal
        );

    [Fact]
    public void Every_rule_stands_there_once() =>
        Rows.Select(row => int.Parse(row.Groups["number"].Value, provider: null)).ShouldBe(Numbers);

    [Fact]
    public void Every_rule_has_a_test_and_every_test_that_is_named_exists()
    {
        foreach (var row in Rows)
        {
            var tests = Names(row, "tests");
            tests.ShouldNotBeEmpty($"R{row.Groups["number"].Value} has no test");
            tests.Where(test => !Exists(test)).ShouldBeEmpty($"R{row.Groups["number"].Value}");
        }
    }

    [Fact]
    public void Every_rule_is_enforced_in_a_file_that_exists()
    {
        foreach (var row in Rows)
        {
            var files = Names(row, "files");
            files.ShouldNotBeEmpty($"R{row.Groups["number"].Value} is enforced nowhere");
            files.Where(file => !File.Exists(RepositoryRoot.At(file))).ShouldBeEmpty();
        }
    }

    /// <summary>A test's name says which rule it protects: what begins with R and a number names a rule that there is.</summary>
    [Fact]
    public void Every_number_in_the_name_of_a_test_is_a_rule()
    {
        var named = TestClasses
            .Values.SelectMany(text => NumberedTest().Matches(text))
            .SelectMany(found => Number().Matches(found.Groups["numbers"].Value))
            .Select(found => int.Parse(found.Groups[1].Value, provider: null))
            .Distinct();

        named.Except(Numbers).ShouldBeEmpty();
    }

    private static bool Exists(string test)
    {
        var parts = test.Split('.');
        return TestClasses.TryGetValue(parts[0], out var text)
            && (parts.Length == 1 || Regex.IsMatch(text, $@"\b{Regex.Escape(parts[1])}\("));
    }

    private static IReadOnlyList<string> Names(Match row, string column) =>
        [.. Quoted().Matches(row.Groups[column].Value).Select(name => name.Groups[1].Value)];

    [GeneratedRegex(@"^\| R(?<number>\d+) \|[^|]+\|(?<files>[^|]+)\|(?<tests>[^|]+)\|$", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:void|Task) (?<numbers>(?:R\d+_)+)")]
    private static partial Regex NumberedTest();

    [GeneratedRegex(@"R(\d+)")]
    private static partial Regex Number();
}
