namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class KnownDirectivesRuleTests
{
    private const string Rule = "KnownDirectivesRule";

    [Fact]
    public void Built_in_and_defined_directives_are_known() =>
        Sdl.Errors(Rule, "type A { a: Int @deprecated b: Int @d } directive @d on FIELD_DEFINITION").ShouldBeEmpty();

    [Fact]
    public void An_unknown_directive_is_refused() =>
        Sdl.Errors(Rule, "type A @nope { a: Int }").ShouldBe(["Unknown directive \"@nope\". @1:8"]);

    [Fact]
    public void A_directive_at_a_wrong_place_is_refused() =>
        Sdl.Errors(Rule, "type A @deprecated { a: Int }")
            .ShouldBe(["Directive \"@deprecated\" may not be used on OBJECT. @1:8"]);

    [Fact]
    public void A_field_of_an_extended_input_is_an_input_field() =>
        Sdl.Errors(
                Rule,
                "extend input I { b: Int @d } directive @d on INPUT_FIELD_DEFINITION",
                "type Query { a(i: I): Int } input I { a: Int }"
            )
            .ShouldBeEmpty();
}
