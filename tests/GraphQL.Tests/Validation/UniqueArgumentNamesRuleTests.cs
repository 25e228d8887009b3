using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<UniqueArgumentNamesRule>;

public sealed class UniqueArgumentNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ find(limit: 1, ids: []) { name } a: find(limit: 2) { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void An_argument_given_thrice_is_one_error() =>
        Rule.ExpectErrors(
            "{ find(limit: 1, limit: 2, ids: [], limit: 3) @tag(name: \"a\", name: \"b\") { name } }",
            "There can be only one argument named \"limit\". 1:8 1:18 1:37",
            "There can be only one argument named \"name\". 1:52 1:63"
        );
}
