namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class LoneSchemaDefinitionRuleTests
{
    private const string Rule = "LoneSchemaDefinitionRule";

    [Fact]
    public void One_schema_definition_is_enough() =>
        Sdl.Errors(Rule, "schema { query: Q } type Q { a: Int }").ShouldBeEmpty();

    [Fact]
    public void A_second_schema_definition_is_refused() =>
        Sdl.Errors(Rule, "schema { query: Q }\nschema { query: Q }")
            .ShouldBe(["Must provide only one schema definition. @2:1"]);

    [Fact]
    public void An_extension_defines_no_schema() =>
        Sdl.Errors(Rule, "schema { mutation: Query }", "type Query { a: Int }")
            .ShouldBe(["Cannot define a new schema within a schema extension. @1:1"]);
}
