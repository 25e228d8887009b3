using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<ScalarLeafsRule>;

public sealed class ScalarLeafsRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { name mother { age } } any(value: 1) }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void An_object_needs_selections() =>
        Rule.ExpectErrors(
            "{ dog }",
            "Field \"dog\" of type \"Dog\" must have a selection of subfields. Did you mean \"dog { ... }\"? 1:3"
        );

    [Fact]
    public void A_leaf_has_no_selections() =>
        Rule.ExpectErrors(
            "{ dog { barks { a } } }",
            "Field \"barks\" must not have a selection since type \"Boolean!\" has no subfields. 1:15"
        );
}
