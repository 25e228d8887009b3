using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<KnownArgumentNamesRule>;

public sealed class KnownArgumentNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog @tag(name: \"a\") { name(upper: true) } unknown(a: 1) }")]
    [InlineData("{ dog @nobody(a: 1) { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Unknown_arguments_are_refused_with_a_question() =>
        Rule.ExpectErrors(
            "{ dog @tag(nam: \"a\") { name(uper: true, x: 1) } }",
            "Unknown argument \"nam\" on directive \"@tag\". Did you mean \"name\"? 1:12",
            "Unknown argument \"uper\" on field \"Dog.name\". Did you mean \"upper\"? 1:29",
            "Unknown argument \"x\" on field \"Dog.name\". 1:41"
        );
}
