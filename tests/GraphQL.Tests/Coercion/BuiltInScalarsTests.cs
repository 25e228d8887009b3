using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class BuiltInScalarsTests
{
    [Theory]
    [InlineData("Int", true, 1)]
    [InlineData("Int", "12", 12)]
    [InlineData("Int", 12L, 12)]
    [InlineData("Int", 1.0, 1)]
    [InlineData("Float", 1, 1.0)]
    [InlineData("Float", "1.5", 1.5)]
    [InlineData("String", 1.0, "1")]
    [InlineData("String", true, "true")]
    [InlineData("String", 9007199254740993L, "9007199254740993")]
    [InlineData("Boolean", 0, false)]
    [InlineData("Boolean", 2.5, true)]
    [InlineData("ID", 5, "5")]
    [InlineData("ID", "x", "x")]
    public void Results_are_coerced_where_nothing_is_lost(string type, object value, object expected) =>
        BuiltInScalars.Find(type)!.Coercion.Serialize(value).ShouldBe(expected);

    [Theory]
    [InlineData("Int", 1.5, "Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "", "Int cannot represent non-integer value: \"\"")]
    [InlineData("Int", 3e9, "Int cannot represent non 32-bit signed integer value: 3000000000")]
    [InlineData("Float", double.NaN, "Float cannot represent non numeric value: NaN")]
    [InlineData("String", double.NaN, "String cannot represent value: NaN")]
    [InlineData("Boolean", "true", "Boolean cannot represent a non boolean value: \"true\"")]
    [InlineData("ID", 1.5, "ID cannot represent value: 1.5")]
    [InlineData("ID", true, "ID cannot represent value: true")]
    public void Results_that_do_not_fit_are_refused(string type, object value, string message) =>
        Should
            .Throw<GraphQLException>(() => BuiltInScalars.Find(type)!.Coercion.Serialize(value))
            .Message.ShouldBe(message);

    [Theory]
    [InlineData("Int", "1e3", 1000)]
    [InlineData("Float", "12345678901234567890", 12345678901234567890.0)]
    [InlineData("ID", "9007199254740993", "9007199254740993")]
    [InlineData("ID", "1.0", "1")]
    public void Inputs_are_coerced_as_the_type_says(string type, string json, object expected) =>
        BuiltInScalars.Find(type)!.Coercion.ParseValue(CoercionSchema.Json(json)).ShouldBe(expected);

    [Theory]
    [InlineData("Float", "1e999", "Float cannot represent non numeric value: Infinity")]
    [InlineData("ID", "1.5", "ID cannot represent value: 1.5")]
    [InlineData("Boolean", "0", "Boolean cannot represent a non boolean value: 0")]
    [InlineData("String", "[\"x\"]", "String cannot represent a non string value: [\"x\"]")]
    public void Inputs_of_another_kind_are_refused(string type, string json, string message) =>
        Should
            .Throw<GraphQLException>(() => BuiltInScalars.Find(type)!.Coercion.ParseValue(CoercionSchema.Json(json)))
            .Message.ShouldBe(message);
}
