namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueOperationTypesRuleTests
{
    private const string Rule = "UniqueOperationTypesRule";

    [Fact]
    public void Each_operation_has_a_root_of_its_own() =>
        Sdl.Errors(Rule, "schema { query: Q mutation: Q }").ShouldBeEmpty();

    [Fact]
    public void A_second_root_of_an_operation_is_refused() =>
        Sdl.Errors(Rule, "schema { query: A\nquery: B }")
            .ShouldBe(["There can be only one query type in schema. @1:10,2:1"]);

    [Fact]
    public void An_extension_may_not_give_a_root_again() =>
        Sdl.Errors(Rule, "schema { query: A }\nextend schema { query: B }")
            .ShouldBe(["There can be only one query type in schema. @1:10,2:17"]);

    [Fact]
    public void A_root_of_the_extended_schema_stays() =>
        Sdl.Errors(Rule, "extend schema { query: B }", "type Query { a: Int }")
            .ShouldBe(["Type for query already defined in the schema. It cannot be redefined. @1:17"]);
}
