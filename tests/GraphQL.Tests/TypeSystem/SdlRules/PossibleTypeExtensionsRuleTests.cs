namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class PossibleTypeExtensionsRuleTests
{
    private const string Rule = "PossibleTypeExtensionsRule";

    [Fact]
    public void A_type_of_the_document_may_be_extended() =>
        Sdl.Errors(Rule, "type A extend type A { a: Int }").ShouldBeEmpty();

    [Fact]
    public void An_extension_is_of_the_same_kind() =>
        Sdl.Errors(Rule, "type A\nextend input A { a: Int }")
            .ShouldBe(["Cannot extend non-input object type \"A\". @1:1,2:1"]);

    [Fact]
    public void Nothing_cannot_be_extended() =>
        Sdl.Errors(Rule, "type Known\nextend type Knwon { a: Int }")
            .ShouldBe(["Cannot extend type \"Knwon\" because it is not defined. Did you mean \"Known\"? @2:13"]);

    [Fact]
    public void A_type_of_the_extended_schema_may_be_extended() =>
        Sdl.Errors(Rule, "extend type Query { b: Int }", "type Query { a: Int }").ShouldBeEmpty();
}
