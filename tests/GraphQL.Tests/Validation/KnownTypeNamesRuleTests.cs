using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<KnownTypeNamesRule>;

public sealed class KnownTypeNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("query($a: Filter, $b: [ID!]) { animal { ... on Dog { name } } } fragment F on __Type { name }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Unknown_types_are_refused_with_a_question() =>
        Rule.ExpectErrors(
            "query($a: Filtr) { animal { ... on Dgo { name } } } fragment F on Nobody { name }",
            "Unknown type \"Filtr\". Did you mean \"Filter\" or \"Int\"? 1:11",
            "Unknown type \"Dgo\". Did you mean \"Dog\"? 1:36",
            "Unknown type \"Nobody\". 1:67"
        );
}
