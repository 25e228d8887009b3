using System.Text.Json;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class VariableCoercionTests
{
    [Fact]
    public void Absent_and_null_are_two_things()
    {
        var values = Coerce(
            "$a: Int, $b: Int, $c: Int = 5, $d: Int = 5",
            """{"b":null,"d":null,"unknown":1}"""
        ).Values!;

        values.ContainsKey("a").ShouldBeFalse();
        values.ContainsKey("b").ShouldBeTrue();
        values["b"].ShouldBeNull();
        values["c"].ShouldBe(5);
        values["d"].ShouldBeNull();
        values.Keys.ShouldBe(["b", "c", "d"]);
        Should.Throw<KeyNotFoundException>(() => values["a"]);
    }

    [Fact]
    public void Values_become_what_their_types_say() =>
        CoercionSchema
            .Show(
                Coerce(
                    "$i: Int, $f: Float, $id: ID, $l: [Int!], $o: Input, $any: Any, $e: Color",
                    """{"i":1.0,"f":1,"id":7,"l":2,"o":{"name":"x","inner":{"name":"y","color":"RED"},"tags":["a"]},"any":{"k":[1,2.5]},"e":"GREEN"}"""
                ).Values
            )
            .ShouldBe(
                "{i: Int32 1, f: Double 1, id: '7', l: [Int32 2], o: {name: 'x', count: Int32 1, inner: {name: 'y', count: Int32 1, color: 'RED'}, tags: [['a']]}, any: {k: [Int32 1, Double 2.5]}, e: 'GREEN'}"
            );

    [Theory]
    [InlineData("$a: Int!", "{}", "Variable \"$a\" of required type \"Int!\" was not provided.")]
    [InlineData("$a: Int!", "{\"a\":null}", "Variable \"$a\" of non-null type \"Int!\" must not be null.")]
    [InlineData(
        "$a: Int",
        "{\"a\":\"1\"}",
        "Variable \"$a\" got invalid value \"1\"; Int cannot represent non-integer value: \"1\""
    )]
    [InlineData(
        "$a: Int",
        "{\"a\":3000000000}",
        "Variable \"$a\" got invalid value 3000000000; Int cannot represent non 32-bit signed integer value: 3000000000"
    )]
    [InlineData(
        "$a: [Int!]!",
        "{\"a\":[1,null]}",
        "Variable \"$a\" got invalid value null at \"a[1]\"; Expected non-nullable type \"Int!\" not to be null."
    )]
    [InlineData(
        "$a: Color",
        "{\"a\":\"REED\"}",
        "Variable \"$a\" got invalid value \"REED\"; Value \"REED\" does not exist in \"Color\" enum. Did you mean the enum value \"RED\" or \"GREEN\"?"
    )]
    [InlineData(
        "$a: Color",
        "{\"a\":1}",
        "Variable \"$a\" got invalid value 1; Enum \"Color\" cannot represent non-string value: 1."
    )]
    [InlineData(
        "$a: Input",
        "{\"a\":[]}",
        "Variable \"$a\" got invalid value []; Expected type \"Input\" to be an object."
    )]
    [InlineData(
        "$a: Input",
        "{\"a\":{}}",
        "Variable \"$a\" got invalid value {}; Field \"name\" of required type \"String!\" was not provided."
    )]
    [InlineData(
        "$a: Input",
        "{\"a\":{\"name\":\"x\",\"cuont\":1}}",
        "Variable \"$a\" got invalid value { name: \"x\", cuont: 1 }; Field \"cuont\" is not defined by type \"Input\". Did you mean \"count\"?"
    )]
    [InlineData(
        "$a: Input",
        "{\"a\":{\"name\":\"x\",\"inner\":{\"name\":4}}}",
        "Variable \"$a\" got invalid value 4 at \"a.inner.name\"; String cannot represent a non string value: 4"
    )]
    [InlineData(
        "$a: OneOf",
        "{\"a\":{\"a\":1,\"b\":\"\"}}",
        "Variable \"$a\" got invalid value { a: 1, b: \"\" }; Exactly one key must be specified for OneOf type \"OneOf\"."
    )]
    [InlineData(
        "$a: OneOf",
        "{\"a\":{\"b\":null}}",
        "Variable \"$a\" got invalid value null at \"a.b\"; Field \"b\" must be non-null."
    )]
    [InlineData(
        "$a: Broken",
        "{\"a\":1}",
        "Variable \"$a\" got invalid value 1; Expected type \"Broken\". It is broken."
    )]
    [InlineData(
        "$a: Query",
        "{}",
        "Variable \"$a\" expected value of type \"Query\" which cannot be used as an input type."
    )]
    [InlineData(
        "$a: [Nope!]",
        "{}",
        "Variable \"$a\" expected value of type \"[Nope!]\" which cannot be used as an input type."
    )]
    public void A_wrong_value_is_named_with_its_place(string definitions, string variables, string message)
    {
        var error = Coerce(definitions, variables).Errors.ShouldHaveSingleItem();

        error.Message.ShouldBe(message);
        error.Code.ShouldBe("BAD_USER_INPUT");
        error.Locations.Length.ShouldBe(1);
    }

    [Fact]
    public void Errors_end_at_their_limit()
    {
        var variables = $$"""{"a":[{{string.Join(',', Enumerable.Repeat("\"x\"", 100))}}]}""";

        var errors = Coerce("$a: [Int]", variables, new CoercionOptions(3)).Errors;

        errors.Length.ShouldBe(4);
        errors[^1].Message.ShouldBe("Too many errors processing variables, error limit reached. Execution aborted.");
        Coerce("$a: [Int]", variables).Errors.Length.ShouldBe(51);
    }

    [Fact]
    public void Names_are_suggested_only_where_that_is_allowed() =>
        Coerce("$a: Color", """{"a":"REED"}""", CoercionOptions.Default with { Suggest = false })
            .Errors[0]
            .Message.ShouldEndWith("does not exist in \"Color\" enum.");

    [Fact]
    public void A_large_value_is_not_sent_back_in_full()
    {
        var huge = new string('x', 1_000_000);

        var error = Coerce("$a: Input", "{\"a\":{\"name\":\"x\",\"" + huge + "\":\"" + huge + "\"}}")
            .Errors.ShouldHaveSingleItem();

        error.Message.Length.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_text_and_no_crash() =>
        Coerce("$a: String, $b: Any", """{"a":"x\ud800y"}""").Values!["a"].ShouldBe("x\uFFFDy");

    [Fact]
    public void Names_that_cannot_be_read_hide_no_others()
    {
        var values = Coerce(
            "$abc: Any, $i: Input",
            """{"\ud800bc":1,"abc":{"\udc00":2},"i":{"name":"x","\ud800":1}}"""
        );

        values.Errors.ShouldHaveSingleItem().Message.ShouldContain("is not defined by type \"Input\"");
        Coerce("$abc: Int", """{"\ud800bc":1,"abc":7,"\ud800abc":1}""").Values!["abc"].ShouldBe(7);
    }

    [Fact]
    public void Bytes_that_are_no_text_become_a_replacement_and_no_crash()
    {
        byte[] json = [.. "{\"a\":\"x"u8, 0xFF, 0xC3, .. "\",\"b\":\""u8, 0xE2, 0x28, .. "\"}"u8];
        using var variables = JsonDocument.Parse(json);
        var operation = (OperationDefinitionNode)Parser.Parse("query ($a: String, $b: Int) { a }").Definitions[0];

        var result = VariableCoercion.Coerce(
            CoercionSchema.Schema,
            operation.VariableDefinitions,
            variables.RootElement
        );

        result.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("Variable \"$b\" got invalid value \"\uFFFD(\"");
    }

    [Fact]
    public void Variables_that_are_no_object_are_none() => Coerce("$a: Int", "[1]").Values!.Count.ShouldBe(0);

    private static VariableCoercionResult Coerce(string definitions, string variables, CoercionOptions? options = null)
    {
        var document = Parser.Parse($"query ({definitions}) {{ a }}");
        return VariableCoercion.Coerce(
            CoercionSchema.Schema,
            ((OperationDefinitionNode)document.Definitions[0]).VariableDefinitions,
            CoercionSchema.Json(variables),
            options
        );
    }
}
