using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<VariablesAreInputTypesRule>;

public sealed class VariablesAreInputTypesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("query($a: Filter, $b: [ID!]!, $c: Command, $d: Unknown) { dog { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Output_types_are_refused() =>
        Rule.ExpectErrors(
            "query($a: Dog, $b: [[Pet!]]!) { dog { name } }",
            "Variable \"$a\" cannot be non-input type \"Dog\". 1:11",
            "Variable \"$b\" cannot be non-input type \"[[Pet!]]!\". 1:20"
        );
}
