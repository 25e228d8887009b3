using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<PossibleFragmentSpreadsRule>;

public sealed class PossibleFragmentSpreadsRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData(
        "{ dog { ... on Animal { name } ... on Pet { __typename } ...D } animal { ...D } } fragment D on Dog { name }"
    )]
    [InlineData("{ stone { ... { weight } ... on Unknown { a } } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Fragments_that_never_apply_are_refused() =>
        Rule.ExpectErrors(
            "{ dog { ... on Cat { name } ...S } } fragment S on Stone { weight }",
            "Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\". 1:9",
            "Fragment \"S\" cannot be spread here as objects of type \"Dog\" can never be of type \"Stone\". 1:29"
        );
}
