using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<NoUnusedFragmentsRule>;

public sealed class NoUnusedFragmentsRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { ...F } } fragment F on Dog { ...G } fragment G on Dog { name }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Fragments_out_of_reach_are_refused() =>
        Rule.ExpectErrors(
            "{ dog { name } } fragment F on Dog { ...G } fragment G on Dog { ...F }",
            "Fragment \"F\" is never used. 1:18",
            "Fragment \"G\" is never used. 1:45"
        );
}
