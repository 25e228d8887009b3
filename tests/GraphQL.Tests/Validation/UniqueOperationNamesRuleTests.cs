using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<UniqueOperationNamesRule>;

public sealed class UniqueOperationNamesRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("query A { dog { name } } mutation B { feed }")]
    [InlineData("{ dog { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Two_operations_of_one_name_are_refused() =>
        Rule.ExpectErrors(
            "query A { dog { name } } mutation A { feed } query A { cat { name } }",
            "There can be only one operation named \"A\". 1:7 1:35",
            "There can be only one operation named \"A\". 1:7 1:52"
        );
}
