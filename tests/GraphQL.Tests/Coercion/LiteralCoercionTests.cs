using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class LiteralCoercionTests
{
    [Theory]
    [InlineData("1", "Int", "Int32 1")]
    [InlineData("1", "Float", "Double 1")]
    [InlineData("1", "ID", "'1'")]
    [InlineData("1", "[[Int]]", "[[Int32 1]]")]
    [InlineData("[1, null, $none]", "[Int]", "[Int32 1, null, null]")]
    [InlineData("{name: $text, count: $none}", "Input", "{name: 'given', count: Int32 1}")]
    [InlineData("{name: \"x\", count: null}", "Input", "{name: 'x', count: null}")]
    [InlineData("{name: \"x\", name: \"y\"}", "Input", "{name: 'y', count: Int32 1}")]
    [InlineData("RED", "Color", "'RED'")]
    [InlineData("{a: 1}", "OneOf", "{a: Int32 1}")]
    [InlineData("{a: [1, B, $text]}", "Any", "{a: [Int32 1, 'B', 'given']}")]
    [InlineData("null", "[Int!]", "null")]
    public void A_literal_becomes_what_its_type_says(string literal, string type, string value)
    {
        Try(literal, type, out var coerced).ShouldBeTrue();

        CoercionSchema.Show(coerced).ShouldBe(value);
    }

    [Theory]
    [InlineData("null", "Int!")]
    [InlineData("$none", "Int")]
    [InlineData("$null", "Int!")]
    [InlineData("[1, $none]", "[Int!]")]
    [InlineData("2147483648", "Int")]
    [InlineData("1.0", "Int")]
    [InlineData("\"RED\"", "Color")]
    [InlineData("BLUE", "Color")]
    [InlineData("{}", "Input")]
    [InlineData("[]", "Input")]
    [InlineData("{a: null}", "OneOf")]
    [InlineData("{}", "OneOf")]
    [InlineData("{a: $none, b: $none}", "OneOf")]
    [InlineData("1", "Broken")]
    [InlineData("1", "Query")]
    public void What_does_not_fit_is_no_value(string literal, string type) => Try(literal, type, out _).ShouldBeFalse();

    private static bool Try(string literal, string type, out object? value) =>
        LiteralCoercion.TryCoerce(
            Parser.ParseValue(literal),
            CoercionSchema.Type(type),
            new VariableValues([new("text", "given"), new("null", null)]),
            out value
        );
}
