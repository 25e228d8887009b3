using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<LoneAnonymousOperationRule>;

public sealed class LoneAnonymousOperationRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("{ dog { ...F } } fragment F on Dog { name }")]
    [InlineData("query A { dog { name } } query B { dog { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void An_anonymous_operation_beside_others_is_refused() =>
        Rule.ExpectErrors(
            "{ dog { name } } query B { dog { name } }",
            "This anonymous operation must be the only defined operation. 1:1"
        );
}
