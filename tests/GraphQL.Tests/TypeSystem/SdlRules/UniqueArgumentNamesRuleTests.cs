namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueArgumentNamesRuleTests
{
    private const string Rule = "UniqueArgumentNamesRule";

    [Fact]
    public void Different_arguments_are_fine() => Sdl.Errors(Rule, "type A @d(x: 1, y: 1)").ShouldBeEmpty();

    [Fact]
    public void An_argument_given_twice_is_refused() =>
        Sdl.Errors(Rule, "type A @d(x: 1\nx: 2)").ShouldBe(["There can be only one argument named \"x\". @1:11,2:1"]);
}
