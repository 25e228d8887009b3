using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<FragmentsOnCompositeTypesRule>;

public sealed class FragmentsOnCompositeTypesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("fragment F on Dog { name } fragment G on Animal { name } fragment H on Pet { __typename }")]
    [InlineData("{ dog { ... { name } ... on Unknown { name } } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Fragments_on_leafs_and_inputs_are_refused() =>
        Rule.ExpectErrors(
            "{ dog { ... on Command { a } } } fragment F on Filter { name }",
            "Fragment cannot condition on non composite type \"Command\". 1:16",
            "Fragment \"F\" cannot condition on non composite type \"Filter\". 1:48"
        );
}
