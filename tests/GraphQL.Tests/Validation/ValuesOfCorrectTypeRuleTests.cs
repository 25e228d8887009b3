using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

using Rule = Rule<ValuesOfCorrectTypeRule>;

public sealed class ValuesOfCorrectTypeRuleTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_errors() => Rule.ReplayCases();

    [Theory]
    [InlineData(
        "{ find(filter: { name: \"a\", age: null, tags: \"b\", not: { name: \"c\" } }, ids: [1, \"2\"], limit: 2) { name } }"
    )]
    [InlineData(
        "{ any(value: { a: [1, $b, { c: D }] }) byKey(key: { number: 1 }) { name } dog { knows(command: HEEL) } }"
    )]
    [InlineData("query($a: [Int!] = 3, $b: Unknown = 3) { dog { name } }")]
    public void This_is_valid(string document) => Rule.ExpectValid(document);

    [Fact]
    public void Wrong_leafs_are_refused() =>
        Rule.ExpectErrors(
            "{ find(ids: [1.5, true], limit: \"1\") { name } dog { knows(command: \"SIT\") k: knows(command: SITT) } }",
            "ID cannot represent a non-string and non-integer value: 1.5 1:14",
            "ID cannot represent a non-string and non-integer value: true 1:19",
            "Int cannot represent non-integer value: \"1\" 1:33",
            "Enum \"Command\" cannot represent non-enum value: \"SIT\". Did you mean the enum value \"SIT\"? 1:68",
            "Value \"SITT\" does not exist in \"Command\" enum. Did you mean the enum value \"SIT\"? 1:93"
        );

    [Fact]
    public void Null_where_a_value_is_required_is_refused() =>
        Rule.ExpectErrors(
            "{ find(limit: null, ids: [null]) { name } }",
            "Expected value of type \"Int!\", found null. 1:15",
            "Expected value of type \"ID!\", found null. 1:27"
        );

    [Fact]
    public void Wrong_input_objects_are_refused() =>
        Rule.ExpectErrors(
            "{ find(filter: { age: 1, nam: \"a\" }) { name } f: find(filter: 3) { name } g: find(filter: [{ name: \"a\" }]) { name } }",
            "Field \"Filter.name\" of required type \"String!\" was not provided. 1:16",
            "Field \"nam\" is not defined by type \"Filter\". Did you mean \"name\" or \"not\"? 1:26",
            "Expected value of type \"Filter\", found 3. 1:63",
            "Expected value of type \"Filter\", found [{name: \"a\"}]. 1:91"
        );

    [Fact]
    public void One_of_takes_exactly_one() =>
        Rule.ExpectErrors(
            "{ a: byKey(key: {}) { name } b: byKey(key: { id: 1, number: 2 }) { name } c: byKey(key: { id: null }) { name } }",
            "OneOf Input Object \"Key\" must specify exactly one key. 1:17",
            "OneOf Input Object \"Key\" must specify exactly one key. 1:44",
            "Field \"Key.id\" must be non-null. 1:89"
        );
}
