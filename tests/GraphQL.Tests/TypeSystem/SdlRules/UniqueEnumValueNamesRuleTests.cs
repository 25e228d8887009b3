namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueEnumValueNamesRuleTests
{
    private const string Rule = "UniqueEnumValueNamesRule";

    [Fact]
    public void Different_values_are_fine() => Sdl.Errors(Rule, "enum A { X Y }").ShouldBeEmpty();

    [Fact]
    public void A_value_given_twice_is_refused() =>
        Sdl.Errors(Rule, "enum A { X\nX }").ShouldBe(["Enum value \"A.X\" can only be defined once. @1:10,2:1"]);

    [Fact]
    public void An_extension_counts_as_the_same_place() =>
        Sdl.Errors(Rule, "enum A { X }\nextend enum A { X }")
            .ShouldBe(["Enum value \"A.X\" can only be defined once. @1:10,2:17"]);

    [Fact]
    public void A_value_of_the_extended_schema_stays() =>
        Sdl.Errors(Rule, "extend enum E { X }", "type Query { a: E } enum E { X }")
            .ShouldBe([
                "Enum value \"E.X\" already exists in the schema. It cannot also be defined in this type extension. @1:17",
            ]);
}
