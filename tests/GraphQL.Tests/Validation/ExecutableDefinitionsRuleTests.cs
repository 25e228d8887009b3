using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<ExecutableDefinitionsRule>;

public sealed class ExecutableDefinitionsRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData("{ dog { name } } fragment F on Dog { name }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Definitions_of_types_are_refused() =>
        Rule.ExpectErrors(
            "{ dog { name } } type Cow { a: Int } extend schema @a directive @d on FIELD",
            "The \"Cow\" definition is not executable. 1:18",
            "The schema definition is not executable. 1:38",
            "The \"d\" definition is not executable. 1:55"
        );
}
