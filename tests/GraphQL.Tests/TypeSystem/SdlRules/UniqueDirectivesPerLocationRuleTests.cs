namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    private const string Rule = "UniqueDirectivesPerLocationRule";

    [Fact]
    public void A_repeatable_directive_may_stand_twice() =>
        Sdl.Errors(Rule, "type A @d @d directive @d repeatable on OBJECT").ShouldBeEmpty();

    [Fact]
    public void Another_directive_may_not() =>
        Sdl.Errors(Rule, "type A @d\n@d directive @d on OBJECT")
            .ShouldBe(["The directive \"@d\" can only be used once at this location. @1:8,2:1"]);

    [Fact]
    public void A_type_and_its_extension_are_one_place() =>
        Sdl.Errors(Rule, "type A @d\nextend type A @d directive @d on OBJECT")
            .ShouldBe(["The directive \"@d\" can only be used once at this location. @1:8,2:15"]);

    [Fact]
    public void Two_fields_are_two_places() =>
        Sdl.Errors(Rule, "type A { a: Int @d b: Int @d } directive @d on FIELD_DEFINITION").ShouldBeEmpty();
}
