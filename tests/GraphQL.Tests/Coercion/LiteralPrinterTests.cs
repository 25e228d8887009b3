using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class LiteralPrinterTests
{
    [Theory]
    [InlineData("[1, null]", "[Float]")]
    [InlineData("\"a\\nb\"", "String")]
    [InlineData("{name: \"x\", count: 1, color: RED, inner: null}", "Input")]
    [InlineData("12", "ID")]
    [InlineData("\"012\"", "ID")]
    [InlineData("{a: [1, 2.5, true, null, \"x\"]}", "Any")]
    public void A_value_is_written_as_one_would_write_it(string literal, string type)
    {
        LiteralCoercion
            .TryCoerce(Parser.ParseValue(literal), CoercionSchema.Type(type), null, out var value)
            .ShouldBeTrue();

        Printer.Print(LiteralPrinter.FromValue(value, CoercionSchema.Type(type))!).ShouldBe(literal);
    }

    [Fact]
    public void Null_has_no_literal_where_null_is_no_value()
    {
        LiteralPrinter.FromValue(null, CoercionSchema.Type("Int!")).ShouldBeNull();
        Printer
            .Print(LiteralPrinter.FromValue(new object?[] { 1, null }, CoercionSchema.Type("[Int!]"))!)
            .ShouldBe("[1]");
    }

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        Should
            .Throw<GraphQLException>(() => LiteralPrinter.FromValue(1.5, CoercionSchema.Type("Int")))
            .Message.ShouldBe("Int cannot represent non-integer value: 1.5");
        Should
            .Throw<GraphQLException>(() => LiteralPrinter.FromValue("BLUE", CoercionSchema.Type("Color")))
            .Message.ShouldBe("Enum \"Color\" cannot represent value: \"BLUE\"");
    }
}
