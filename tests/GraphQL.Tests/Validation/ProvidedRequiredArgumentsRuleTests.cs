using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<ProvidedRequiredArgumentsRule>;

public sealed class ProvidedRequiredArgumentsRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { litter(first: 1) { name } knows } find { name } }")]
    [InlineData("{ dog @tag(name: \"a\") @nobody { nobody } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Missing_arguments_are_refused() =>
        Rule.ExpectErrors(
            "{ dog @tag { litter { name } } byKey { name } }",
            "Directive \"@tag\" argument \"name\" of type \"String!\" is required, but it was not provided. 1:7",
            "Field \"litter\" argument \"first\" of type \"Int!\" is required, but it was not provided. 1:14",
            "Field \"byKey\" argument \"key\" of type \"Key!\" is required, but it was not provided. 1:32"
        );
}
