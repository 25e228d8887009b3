using PartnerGraph.GraphQL.Execution.Coercion;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("{\"a\":1,\"b\":[true,null],\"a\":\"x\\n\"}", "{ a: \"x\\n\", b: [true, null] }")]
    [InlineData("{\"a\":{\"b\":{\"c\":{}},\"d\":[[1]]}}", "{ a: { b: [Object], d: [Array] } }")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 1 more item]")]
    [InlineData("[[],{},1e400,-0,0.1e-6]", "[[], {}, Infinity, 0, 1e-7]")]
    [InlineData("\"\\u0001\\\"\"", "\"\\u0001\\\"\"")]
    public void A_value_is_shown_shortly(string json, string shown) =>
        ValueText.Of(CoercionSchema.Json(json)).ShouldBe(shown);

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.00000123, "0.00000123")]
    [InlineData(0.000000123, "1.23e-7")]
    [InlineData(-1234.5, "-1234.5")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_has_as_few_digits_as_read_back_the_same(double number, string text) =>
        NumberText.Of(number).ShouldBe(text);

    [Fact]
    public void Any_number_reads_back_the_same()
    {
        var random = new Random(11);
        for (var at = 0; at < 10_000; at++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(number))
            {
                double.Parse(NumberText.Of(number), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(number);
            }
        }
    }
}
