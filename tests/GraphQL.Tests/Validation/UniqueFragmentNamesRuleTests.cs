using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<UniqueFragmentNamesRule>;

public sealed class UniqueFragmentNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("fragment F on Dog { name } fragment G on Dog { name }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Two_fragments_of_one_name_are_refused() =>
        Rule.ExpectErrors(
            "fragment F on Dog { name } fragment F on Cat { name }",
            "There can be only one fragment named \"F\". 1:10 1:37"
        );
}
