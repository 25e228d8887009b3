namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueFieldDefinitionNamesRuleTests
{
    private const string Rule = "UniqueFieldDefinitionNamesRule";

    [Fact]
    public void Fields_of_different_types_do_not_meet() =>
        Sdl.Errors(Rule, "type A { a: Int } type B { a: Int }").ShouldBeEmpty();

    [Fact]
    public void A_field_given_twice_is_refused() =>
        Sdl.Errors(Rule, "input A { a: Int\na: Int }").ShouldBe(["Field \"A.a\" can only be defined once. @1:11,2:1"]);

    [Fact]
    public void An_extension_counts_as_the_same_place() =>
        Sdl.Errors(Rule, "type A { a: Int }\nextend type A { a: Int }")
            .ShouldBe(["Field \"A.a\" can only be defined once. @1:10,2:17"]);

    [Fact]
    public void A_field_of_the_extended_schema_stays() =>
        Sdl.Errors(Rule, "extend type Query { a: Int }", "type Query { a: Int }")
            .ShouldBe([
                "Field \"Query.a\" already exists in the schema. It cannot also be defined in this type extension. @1:21",
            ]);
}
