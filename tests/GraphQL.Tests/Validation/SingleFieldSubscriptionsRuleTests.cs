using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<SingleFieldSubscriptionsRule>;

public sealed class SingleFieldSubscriptionsRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("subscription { born { name } }")]
    [InlineData(
        "subscription S { born { name } ...F } fragment F on Subscription { born { age } ... on Query { dog { name } } }"
    )]
    [InlineData("{ dog { name } cat { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Two_root_fields_are_refused() =>
        Rule.ExpectErrors(
            "subscription S { born { name } died { name } d: died { name } }",
            "Subscription \"S\" must select only one top level field. 1:32 1:46"
        );

    [Fact]
    public void Introspection_alone_is_refused() =>
        Rule.ExpectErrors(
            "subscription { t: __typename }",
            "Anonymous Subscription must not select an introspection top level field. 1:16"
        );

    [Fact]
    public void A_condition_on_a_root_field_is_refused() =>
        Rule.ExpectErrors(
            "subscription S($a: Boolean!) { born @skip(if: $a) { name } ...F @include(if: $a) } fragment F on Subscription { died { name } }",
            "Subscription \"S\" must not use `@skip` and `@include` directives in the top level selection. 1:37 1:65"
        );
}
