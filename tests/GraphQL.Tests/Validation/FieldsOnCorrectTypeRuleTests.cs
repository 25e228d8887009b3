using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<FieldsOnCorrectTypeRule>;

public sealed class FieldsOnCorrectTypeRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData(
        "{ dog { name __typename } pet { __typename ... on Dog { barks } } __schema { description } __type(name: \"A\") { name } }"
    )]
    [InlineData("{ dog { age } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void An_unknown_field_is_refused_with_a_question() =>
        Rule.ExpectErrors(
            "{ dog { nam bark } pet { name } }",
            "Cannot query field \"nam\" on type \"Dog\". Did you mean \"name\"? 1:9",
            "Cannot query field \"bark\" on type \"Dog\". Did you mean \"barks\"? 1:13",
            "Cannot query field \"name\" on type \"Pet\". Did you mean to use an inline fragment on \"Named\", \"Animal\", \"Cat\", or \"Dog\"? 1:26"
        );

    [Fact]
    public void Introspection_starts_at_the_query_type() =>
        Rule.ExpectErrors(
            "{ dog { __schema { description } } }",
            "Cannot query field \"__schema\" on type \"Dog\". 1:9"
        );

    [Fact]
    public void Nothing_is_suggested_to_strangers() =>
        Rule.Validate("{ dog { nam } }", options: new() { Suggestions = false })
            .Single()
            .Message.ShouldBe("Cannot query field \"nam\" on type \"Dog\".");
}
