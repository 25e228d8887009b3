using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<KnownFragmentNamesRule>;

public sealed class KnownFragmentNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { ...F } } fragment F on Dog { name }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void An_unknown_fragment_is_refused() =>
        Rule.ExpectErrors(
            "{ dog { ...G } } fragment F on Dog { ...H }",
            "Unknown fragment \"G\". 1:12",
            "Unknown fragment \"H\". 1:41"
        );
}
