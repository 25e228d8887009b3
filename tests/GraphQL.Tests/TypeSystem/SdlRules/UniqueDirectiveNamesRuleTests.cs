namespace PartnerGraph.GraphQL.Tests.TypeSystem.SdlRules;

public sealed class UniqueDirectiveNamesRuleTests
{
    private const string Rule = "UniqueDirectiveNamesRule";

    [Fact]
    public void A_directive_may_be_named_as_a_type() =>
        Sdl.Errors(Rule, "type A directive @A on FIELD").ShouldBeEmpty();

    [Fact]
    public void A_directive_given_twice_is_refused() =>
        Sdl.Errors(Rule, "directive @a on FIELD\ndirective @a on QUERY")
            .ShouldBe(["There can be only one directive named \"@a\". @1:12,2:12"]);

    [Fact]
    public void A_directive_of_the_extended_schema_stays() =>
        Sdl.Errors(Rule, "directive @skip on FIELD", "type Query { a: Int }")
            .ShouldBe(["Directive \"@skip\" already exists in the schema. It cannot be redefined. @1:12"]);
}
