namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueArgumentDefinitionNamesRuleTests
{
    private const string Rule = "UniqueArgumentDefinitionNamesRule";

    [Fact]
    public void Arguments_of_different_fields_do_not_meet() =>
        Sdl.Errors(Rule, "type A { a(x: Int): Int b(x: Int): Int }").ShouldBeEmpty();

    [Fact]
    public void An_argument_given_twice_is_refused() =>
        Sdl.Errors(Rule, "type A { a(x: Int\nx: Int): Int }")
            .ShouldBe(["Argument \"A.a(x:)\" can only be defined once. @1:12,2:1"]);

    [Fact]
    public void So_is_one_of_a_directive() =>
        Sdl.Errors(Rule, "directive @d(x: Int\nx: Int) on FIELD")
            .ShouldBe(["Argument \"@d(x:)\" can only be defined once. @1:14,2:1"]);
}
