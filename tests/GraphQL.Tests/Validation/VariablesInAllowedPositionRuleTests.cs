using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<VariablesInAllowedPositionRule>;

public sealed class VariablesInAllowedPositionRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData(
        "query($a: Int, $b: Int! , $c: Int = 1, $d: [ID!]!, $e: ID!, $f: Unknown) { find(limit: $a, ids: $d) { name } dog { x: litter(first: $b) { name } y: litter(first: $c) { name } } byKey(key: { id: $e }) { name } }"
    )]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Variables_of_another_type_are_refused() =>
        Rule.ExpectErrors(
            "query($a: Int, $b: [ID], $c: String) { dog { litter(first: $a) { name } } find(ids: $b, filter: { name: $c }) { name } }",
            "Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\". 1:7 1:60",
            "Variable \"$b\" of type \"[ID]\" used in position expecting type \"[ID!]\". 1:16 1:85",
            "Variable \"$c\" of type \"String\" used in position expecting type \"String!\". 1:26 1:105"
        );

    [Fact]
    public void A_nullable_variable_is_none_of_one_of() =>
        Rule.ExpectErrors(
            "query($a: ID) { byKey(key: { id: $a }) { name } }",
            "Variable \"$a\" is of type \"ID\" but must be non-nullable to be used for OneOf Input Object \"Key\". 1:7 1:34"
        );
}
