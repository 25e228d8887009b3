using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<UniqueVariableNamesRule>;

public sealed class UniqueVariableNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("query($a: Int, $b: Int) { dog { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void A_variable_defined_thrice_is_one_error() =>
        Rule.ExpectErrors(
            "query($a: Int, $a: Int, $b: Int, $a: Int) { dog { name } }",
            "There can be only one variable named \"$a\". 1:8 1:17 1:35"
        );
}
