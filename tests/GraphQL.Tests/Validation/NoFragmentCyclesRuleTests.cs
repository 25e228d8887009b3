using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<NoFragmentCyclesRule>;

public sealed class NoFragmentCyclesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("fragment F on Dog { ...G ...G } fragment G on Dog { name ...Unknown }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void A_fragment_within_itself_is_refused() =>
        Rule.ExpectErrors("fragment F on Dog { mother { ...F } }", "Cannot spread fragment \"F\" within itself. 1:30");

    [Fact]
    public void A_cycle_of_three_is_refused_once() =>
        Rule.ExpectErrors(
            "fragment A on Dog { ...B } fragment B on Dog { ...C } fragment C on Dog { ...A }",
            "Cannot spread fragment \"A\" within itself via \"B\", \"C\". 1:21 1:48 1:75"
        );
}
