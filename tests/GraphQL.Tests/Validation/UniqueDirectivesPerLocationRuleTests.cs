using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<UniqueDirectivesPerLocationRule>;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog @tag(name: \"a\") @tag(name: \"b\") @once { name @once } }")]
    [InlineData("{ dog @nobody @nobody { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void A_directive_that_is_not_repeatable_stands_once() =>
        Rule.ExpectErrors(
            "{ dog @once @tag(name: \"a\") @once { ... @once @once @once { name } } }",
            "The directive \"@once\" can only be used once at this location. 1:7 1:29",
            "The directive \"@once\" can only be used once at this location. 1:41 1:47",
            "The directive \"@once\" can only be used once at this location. 1:41 1:53"
        );
}
