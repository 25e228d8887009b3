namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueInputFieldNamesRuleTests
{
    private const string Rule = "UniqueInputFieldNamesRule";

    [Fact]
    public void Fields_of_nested_objects_do_not_meet() =>
        Sdl.Errors(Rule, "type A { a(x: X = { a: { a: 1 } }): Int }").ShouldBeEmpty();

    [Fact]
    public void A_field_given_twice_is_refused() =>
        Sdl.Errors(Rule, "type A { a(x: X = [{ a: 1\na: 2 }]): Int }")
            .ShouldBe(["There can be only one input field named \"a\". @1:22,2:1"]);
}
