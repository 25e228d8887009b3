namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueTypeNamesRuleTests
{
    private const string Rule = "UniqueTypeNamesRule";

    [Fact]
    public void Different_names_are_fine() => Sdl.Errors(Rule, "type A\nscalar B").ShouldBeEmpty();

    [Fact]
    public void Types_of_different_kinds_share_one_space_of_names() =>
        Sdl.Errors(Rule, "type A\nscalar A").ShouldBe(["There can be only one type named \"A\". @1:6,2:8"]);

    [Fact]
    public void A_type_of_the_extended_schema_stays() =>
        Sdl.Errors(Rule, "scalar Query", "type Query { a: Int }")
            .ShouldBe([
                "Type \"Query\" already exists in the schema. It cannot also be defined in this type definition. @1:8",
            ]);
}
