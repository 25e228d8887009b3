using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<NoUnusedVariablesRule>;

public sealed class NoUnusedVariablesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData(
        "query($a: Boolean, $b: Int) { dog { ...F @include(if: $a) } } fragment F on Dog { litter(first: $b) { name } }"
    )]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Unused_variables_are_refused() =>
        Rule.ExpectErrors(
            "query Q($a: Boolean, $b: Int = 1) { dog { name(upper: $a) } }",
            "Variable \"$b\" is never used in operation \"Q\". 1:22"
        );
}
