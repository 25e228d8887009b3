using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<UniqueInputFieldNamesRule>;

public sealed class UniqueInputFieldNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ find(filter: { name: \"a\", not: { name: \"b\" } }) { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void A_field_given_thrice_is_two_errors() =>
        Rule.ExpectErrors(
            "{ find(filter: { name: \"a\", name: \"b\", not: { name: \"c\" }, name: \"d\" }) { name } }",
            "There can be only one input field named \"name\". 1:18 1:29",
            "There can be only one input field named \"name\". 1:18 1:60"
        );
}
