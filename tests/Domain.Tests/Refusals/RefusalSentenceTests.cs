using System.Text.Json;
using System.Text.RegularExpressions;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.TestKit;

namespace PartnerGraph.Domain.Tests.Refusals;

/// <summary>The key and the arguments of each refusal against the sentences that people read.</summary>
public sealed partial class RefusalSentenceTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Each_refusal_has_its_sentence_and_gives_every_value_that_it_names(string language)
    {
        var file = RepositoryRoot.At("src", "Graph", "Localization", $"messages.{language}.json");
        var sentences = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;

        foreach (var refusal in RefusalTests.AllKinds().Select(RefusalTests.Sample))
        {
            sentences.ShouldContainKey(refusal.Key, refusal.GetType().Name);
            var named = Placeholder().Matches(sentences[refusal.Key]).Select(found => found.Groups[1].Value);
            named.Except(refusal.Arguments.Keys, StringComparer.Ordinal).ShouldBeEmpty(refusal.Key);
            refusal.Arguments.Keys.ShouldAllBe(name => ArgumentName().IsMatch(name), refusal.Key);
        }
    }

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[a-z][A-Za-z]+$")]
    private static partial Regex ArgumentName();
}
