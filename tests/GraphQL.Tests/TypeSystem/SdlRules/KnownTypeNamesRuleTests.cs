namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class KnownTypeNamesRuleTests
{
    private const string Rule = "KnownTypeNamesRule";

    [Fact]
    public void Types_of_the_document_and_built_in_ones_are_known() =>
        Sdl.Errors(Rule, "type A { a: [B!]! b(i: ID): String } scalar B").ShouldBeEmpty();

    [Fact]
    public void A_type_that_nobody_defines_is_named() =>
        Sdl.Errors(Rule, "type A implements I { a(x: X): Y } union U = Z")
            .ShouldBe([
                "Unknown type \"I\". Did you mean \"A\", \"ID\", or \"U\"? @1:19",
                "Unknown type \"X\". Did you mean \"A\" or \"U\"? @1:28",
                "Unknown type \"Y\". Did you mean \"A\" or \"U\"? @1:32",
                "Unknown type \"Z\". Did you mean \"A\" or \"U\"? @1:46",
            ]);

    [Fact]
    public void An_extension_knows_the_types_of_its_schema() =>
        Sdl.Errors(Rule, "extend type Query { b: Query }", "type Query { a: Int }").ShouldBeEmpty();
}
