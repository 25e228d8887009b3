using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<KnownDirectivesRule>;

public sealed class KnownDirectivesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData(
        "query @tag(name: \"a\") { dog @once @tag(name: \"a\") { ...F @once ... @once { name @skip(if: true) } } } fragment F on Dog @tag(name: \"b\") { name }"
    )]
    [InlineData("query($a: Int @once) { dog { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Unknown_and_misplaced_directives_are_refused() =>
        Rule.ExpectErrors(
            "query @once @nobody { dog @deprecated { name } }",
            "Directive \"@once\" may not be used on QUERY. 1:7",
            "Unknown directive \"@nobody\". 1:13",
            "Directive \"@deprecated\" may not be used on FIELD. 1:27"
        );

    [Fact]
    public void A_flood_of_unknown_directives_gives_ten_errors()
    {
        var flood = "{ dog " + string.Concat(Enumerable.Repeat("@nobody ", 1_000)) + "{ name } }";

        Rule.Validate(flood).Count.ShouldBe(10);
        Rule.Validate(flood, options: new() { MaxUnknownDirectives = 3 }).Count.ShouldBe(3);
    }
}
