using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<NoUndefinedVariablesRule>;

public sealed class NoUndefinedVariablesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("query($a: Boolean) { dog { name(upper: $a) ...F } } fragment F on Dog { name(upper: $a) }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Undefined_variables_are_refused_in_each_operation_that_reaches_them() =>
        Rule.ExpectErrors(
            "query A { dog { ...F } } query B { dog { ...F name(upper: $b) } } fragment F on Dog { name(upper: $a) }",
            "Variable \"$a\" is not defined by operation \"A\". 1:99 1:1",
            "Variable \"$b\" is not defined by operation \"B\". 1:59 1:26",
            "Variable \"$a\" is not defined by operation \"B\". 1:99 1:26"
        );

    [Fact]
    public void Without_a_name_the_message_is_shorter() =>
        Rule.ExpectErrors("{ find(filter: { name: $n }) { age } }", "Variable \"$n\" is not defined. 1:24 1:1");
}
