using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class SchemaCoordinatesTests
{
    private static readonly Schema Schema = SchemaBuilder.Build(
        "type Query { a(x: I): E } input I { b: Int } enum E { C } directive @d(y: Int) on FIELD"
    );

    [Theory]
    [InlineData("Query", "Query")]
    [InlineData("Query.a", "a")]
    [InlineData("Query.a(x:)", "x")]
    [InlineData("I.b", "b")]
    [InlineData("E.C", "C")]
    [InlineData("@d", "d")]
    [InlineData("@d(y:)", "y")]
    public void A_coordinate_names_one_element(string coordinate, string name) =>
        SchemaCoordinates.Resolve(Schema, Parser.ParseCoordinate(coordinate))!.ToString().ShouldBe(name);

    [Theory]
    [InlineData("Nope")]
    [InlineData("Query.nope")]
    [InlineData("Nope.a")]
    [InlineData("Query.a(nope:)")]
    [InlineData("I.b(x:)")]
    [InlineData("@nope")]
    [InlineData("@d(nope:)")]
    public void What_the_schema_does_not_have_is_null(string coordinate) =>
        SchemaCoordinates.Resolve(Schema, Parser.ParseCoordinate(coordinate)).ShouldBeNull();
}
