namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class ProvidedRequiredArgumentsOnDirectivesRuleTests
{
    private const string Rule = "ProvidedRequiredArgumentsOnDirectivesRule";

    [Fact]
    public void A_default_makes_an_argument_optional() =>
        Sdl.Errors(Rule, "type A @d directive @d(x: Int! = 1, y: Int) on OBJECT").ShouldBeEmpty();

    [Fact]
    public void A_required_argument_has_to_be_there() =>
        Sdl.Errors(Rule, "type A @d directive @d(x: [Int!]!) on OBJECT")
            .ShouldBe([
                "Directive \"@d\" argument \"x\" of type \"[Int!]!\" is required, but it was not provided. @1:8",
            ]);

    [Fact]
    public void So_has_that_of_a_built_in_directive() =>
        Sdl.Errors(Rule, "scalar A @specifiedBy")
            .ShouldBe([
                "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was not provided. @1:10",
            ]);
}
