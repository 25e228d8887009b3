using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<OverlappingFieldsCanBeMergedRule>;

public sealed class OverlappingFieldsCanBeMergedRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { name name ...F } } fragment F on Dog { name }")]
    [InlineData("{ animal { ... on Dog { n: name } ... on Cat { n: name(upper: true) } } }")]
    [InlineData("{ find(filter: { name: \"a\", age: 1 }) { name } find(filter: { age: 1, name: \"a\" }) { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Different_fields_under_one_name_conflict() =>
        Rule.ExpectErrors(
            "{ dog { n: name n: age } }",
            "Fields \"n\" conflict because \"name\" and \"age\" are different fields. Use different aliases on the fields to fetch both if this was intentional. 1:9 1:17"
        );

    [Fact]
    public void Different_arguments_conflict_through_fragments() =>
        Rule.ExpectErrors(
            "{ dog { name ...F } } fragment F on Dog { ...G } fragment G on Dog { name(upper: true) }",
            "Fields \"name\" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional. 1:9 1:70"
        );

    [Fact]
    public void Different_shapes_conflict_even_on_exclusive_types() =>
        Rule.ExpectErrors(
            "{ pet { ... on Dog { barks } ... on Cat { barks } } }",
            "Fields \"barks\" conflict because they return conflicting types \"Boolean!\" and \"Int\". Use different aliases on the fields to fetch both if this was intentional. 1:22 1:43"
        );

    [Fact]
    public void Deep_conflicts_are_told_with_their_way() =>
        Rule.ExpectErrors(
            "{ a: dog { m: mother { n: name } } a: dog { m: mother { n: age } } }",
            "Fields \"a\" conflict because subfields \"m\" conflict because subfields \"n\" conflict because \"name\" and \"age\" are different fields. Use different aliases on the fields to fetch both if this was intentional. 1:3 1:12 1:24 1:36 1:45 1:57"
        );

    [Fact]
    public void A_document_made_to_be_compared_for_ever_is_given_up()
    {
        var spreads = string.Concat(Enumerable.Range(0, 400).Select(i => $"...F{i} "));
        var nested = string.Concat(Enumerable.Range(0, 60).Select(i => $"...F{i} "));
        var fragments = string.Concat(
            Enumerable.Range(0, 400).Select(i => $"fragment F{i} on Dog {{ a{i}: name mother {{ {nested}}} }} ")
        );

        var error = Rule.Validate(
                $"{{ dog {{ {spreads}}} }} {fragments}",
                options: new() { MaxFieldComparisons = 50_000 }
            )
            .ShouldHaveSingleItem();

        error.Code.ShouldBe(PartnerGraph.GraphQL.Errors.ErrorCodes.CostExceeded);
        error.Message.ShouldBe("Comparing overlapping fields takes more than 50000 steps. Validation aborted.");
    }

    [Fact]
    public void Fragments_that_spread_each_other_are_compared_once() =>
        Rule.ExpectValid(
            "{ dog { ...A ...B } } fragment A on Dog { name mother { ...B } ...B } fragment B on Dog { name mother { ...A } ...A }"
        );
}
