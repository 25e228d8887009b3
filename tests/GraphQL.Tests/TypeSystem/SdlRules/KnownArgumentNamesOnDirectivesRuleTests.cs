namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class KnownArgumentNamesOnDirectivesRuleTests
{
    private const string Rule = "KnownArgumentNamesOnDirectivesRule";

    [Fact]
    public void Arguments_that_the_directive_has_are_fine() =>
        Sdl.Errors(Rule, "type A @d(x: 1) directive @d(x: Int) on OBJECT").ShouldBeEmpty();

    [Fact]
    public void Another_argument_is_refused() =>
        Sdl.Errors(Rule, "type A { a: Int @deprecated(raeson: \"\") }")
            .ShouldBe(["Unknown argument \"raeson\" on directive \"@deprecated\". Did you mean \"reason\"? @1:29"]);
}
