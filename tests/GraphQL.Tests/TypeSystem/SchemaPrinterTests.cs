using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class SchemaPrinterTests
{
    [Fact]
    public void A_schema_is_printed_in_the_usual_layout()
    {
        const string sdl = """"
            """What it is for"""
            schema {
              query: Root
            }

            """
            Marks what
            costs much
            """
            directive @cost(weight: Int! = 1) repeatable on FIELD_DEFINITION | OBJECT

            type Root implements Node & Named {
              id: ID!

              """A name"""
              name(
                """How long"""
                length: Int = 10
                short: Boolean = false @deprecated
              ): String @deprecated(reason: "Use \"id\"")
            }

            interface Named implements Node {
              id: ID!
            }

            interface Node {
              id: ID!
            }

            union Any = Root

            enum Color {
              RED
              GREEN @deprecated
            }

            input Filter @oneOf {
              color: Color
              near: [Float!]
            }

            scalar Date @specifiedBy(url: "https://example.com/date")

            """
            one
              two
            """
            scalar Json
            """";

        SchemaPrinter.Print(Build(sdl)).ShouldBe(sdl);
    }

    [Fact]
    public void Defaults_are_printed_as_they_were_coerced() =>
        SchemaPrinter
            .Print(
                Build(
                    "type Query { a(x: [P] = {b: 1e3, a: \"1\"}, i: ID = \"4\", e: E = A): Int } input P { a: ID = 5 b: Float } enum E { A }"
                )
            )
            .ShouldContain("a(x: [P] = [{a: 1, b: 1000}], i: ID = 4, e: E = A): Int");

    [Fact]
    public void A_description_that_no_block_string_can_hold_stands_between_quotes() =>
        SchemaPrinter.Print(Build("\"a\\rb\" type Query { a: Int }")).ShouldStartWith("\"a\\rb\"\ntype Query");

    [Fact]
    public void What_every_schema_has_is_printed_apart()
    {
        var printed = SchemaPrinter.PrintIntrospection(Build("type Query { a: Int }"));

        printed.ShouldContain("directive @skip(");
        printed.ShouldContain("directive @oneOf on INPUT_OBJECT");
        printed.ShouldContain("inputFields(includeDeprecated: Boolean = false): [__InputValue!]");
        Should.NotThrow(() => GraphQL.Language.Parser.Parse(printed));
    }

    private static Schema Build(string sdl) => SchemaBuilder.Build(sdl, new SchemaOptions { CheckTypes = false });
}
