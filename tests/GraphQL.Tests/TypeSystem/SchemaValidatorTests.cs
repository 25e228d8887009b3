namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class SchemaValidatorTests
{
    [Theory]
    [InlineData("scalar A", "Query root type must be provided.")]
    [InlineData("schema { mutation: M } type M { a: Int }", "Query root type must be provided. @1:1")]
    [InlineData("input Query { a: Int }", "Query root type must be Object type, it cannot be Query. @1:1")]
    [InlineData(
        "type Query { a: Int } extend schema { mutation: E } enum E { A }",
        "Mutation root type must be Object type if provided, it cannot be E. @1:49"
    )]
    public void Roots_are_object_types(string sdl, string error) => Sdl.Refusals(sdl).ShouldBe([error]);

    [Theory]
    [InlineData("type A", "Type A must define one or more fields. @2:1")]
    [InlineData("interface A extend interface A @d", "Type A must define one or more fields. @2:1,2:13")]
    [InlineData("union A", "Union type A must define one or more member types. @2:1")]
    [InlineData("enum A", "Enum type A must define one or more values. @2:1")]
    [InlineData("input A", "Input Object type A must define one or more fields. @2:1")]
    public void A_type_has_members(string sdl, string error) => Refusals(sdl).ShouldBe([error]);

    [Theory]
    [InlineData("type __A { a: Int }", "__A", "2:1")]
    [InlineData("type A { __a: Int }", "__a", "2:10")]
    [InlineData("type A { a(__a: Int): Int }", "__a", "2:12")]
    [InlineData("enum A { __A }", "__A", "2:10")]
    [InlineData("input A { __a: Int }", "__a", "2:11")]
    [InlineData("directive @__a on FIELD", "__a", "2:1")]
    public void Two_underscores_belong_to_introspection(string sdl, string name, string at) =>
        Refusals(sdl)
            .ShouldBe([
                $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection. @{at}",
            ]);

    [Theory]
    [InlineData("type A { a: I } input I { a: Int }", "The type of A.a must be Output Type but got: I. @2:13")]
    [InlineData("type A { a(x: [A!]): Int }", "The type of A.a(x:) must be Input Type but got: [A!]. @2:15")]
    [InlineData("input I { a: Query! }", "The type of I.a must be Input Type but got: Query!. @2:14")]
    [InlineData("directive @a(x: Query) on FIELD", "The type of @a(x:) must be Input Type but got: Query. @2:14")]
    public void Input_and_output_do_not_mix(string sdl, string error) => Refusals(sdl).ShouldBe([error]);

    [Theory]
    [InlineData("type A { a(x: Int! @deprecated): Int }", "Required argument A.a(x:) cannot be deprecated. @2:20,2:15")]
    [InlineData("input I { a: Int! @deprecated }", "Required input field I.a cannot be deprecated. @2:19,2:14")]
    [InlineData(
        "directive @a(x: Int! @deprecated) on FIELD",
        "Required argument @a(x:) cannot be deprecated. @2:22,2:17"
    )]
    public void What_has_to_be_given_is_not_deprecated(string sdl, string error) => Refusals(sdl).ShouldBe([error]);

    [Theory]
    [InlineData(
        "type A implements Query { a: Int }",
        "Type A must only implement Interface types, it cannot implement Query. @2:19"
    )]
    [InlineData(
        "interface A implements A { a: Int }",
        "Type A cannot implement itself because it would create a circular reference. @2:24"
    )]
    [InlineData(
        "type A implements I & I { a: Int } interface I { a: Int }",
        "Type A can only implement I once. @2:19,2:23"
    )]
    [InlineData(
        "type A implements I { b: Int } interface I { a: Int }",
        "Interface field I.a expected but A does not provide it. @2:46,2:1"
    )]
    [InlineData(
        "type A implements I { a: Int } interface I { a: Int! }",
        "Interface field I.a expects type Int! but A.a is type Int. @2:49,2:26"
    )]
    [InlineData(
        "type A implements I { a: Int } interface I { a(x: Int): Int }",
        "Interface field argument I.a(x:) expected but A.a does not provide it. @2:48,2:23"
    )]
    [InlineData(
        "type A implements I { a(x: ID): Int } interface I { a(x: Int): Int }",
        "Interface field argument I.a(x:) expects type Int but A.a(x:) is type ID. @2:58,2:28"
    )]
    [InlineData(
        "type A implements I { a(x: ID!): Int } interface I { a: Int }",
        "Object field A.a includes required argument x that is missing from the Interface field I.a. @2:25,2:54"
    )]
    [InlineData(
        "type A implements I { a: Int } interface I implements J { a: Int } interface J { a: Int }",
        "Type A must implement J because it is implemented by I. @2:55,2:19"
    )]
    public void A_type_does_what_its_interfaces_say(string sdl, string error) => Refusals(sdl).ShouldBe([error]);

    [Fact]
    public void A_field_may_be_narrower_than_its_interface_says() =>
        Should.NotThrow(() =>
            GraphQL.TypeSystem.SchemaBuilder.Build(
                "type Query implements I { a(x: Int, y: Int = 1): [Query!]! } interface I { a(x: Int): [I] }"
            )
        );

    [Theory]
    [InlineData("union U = Query | Query", "Union type U can only include type Query once. @2:11,2:19")]
    [InlineData("union U = U", "Union type U can only include Object types, it cannot include U. @2:11")]
    public void A_union_is_of_different_objects(string sdl, string error) => Refusals(sdl).ShouldBe([error]);

    [Theory]
    [InlineData("input I @oneOf { a: Int! }", "OneOf input field I.a must be nullable. @2:21")]
    [InlineData("input I @oneOf { a: Int = 1 }", "OneOf input field I.a cannot have a default value. @2:18")]
    public void A_one_of_object_has_nullable_fields_without_defaults(string sdl, string error) =>
        Refusals(sdl).ShouldBe([error]);

    [Fact]
    public void An_input_object_that_needs_itself_is_refused()
    {
        Refusals("input A { b: B! } input B { x: Int, a: A! }")
            .ShouldBe([
                "Cannot reference Input Object \"A\" within itself through a series of non-null fields: \"b.a\". @2:11,2:37",
            ]);
        Should.NotThrow(() =>
            GraphQL.TypeSystem.SchemaBuilder.Build("type Query { a(x: A): Int } input A { b: [A!]!, c: A }")
        );
    }

    [Theory]
    [InlineData("directive @c(a: Int @c) on ARGUMENT_DEFINITION")]
    [InlineData("directive @c(a: E) on ENUM_VALUE enum E { A @c }")]
    [InlineData("directive @c(a: S) on SCALAR scalar S extend scalar S @c")]
    [InlineData("directive @c(a: I) on INPUT_FIELD_DEFINITION input I { i: [I!] b: J } input J { x: Int @c }")]
    public void A_directive_used_within_its_own_definition_is_refused(string sdl) =>
        Refusals(sdl).Single().ShouldStartWith("Directive @c cannot be used within its own definition. @2:1");

    [Fact]
    public void Directives_that_use_each_other_are_refused_both() =>
        Refusals("directive @a(x: Int @b) on ARGUMENT_DEFINITION directive @b(x: Int @a) on ARGUMENT_DEFINITION")
            .Length.ShouldBe(2);

    [Fact]
    public void Directives_may_use_others() =>
        Should.NotThrow(() =>
            GraphQL.TypeSystem.SchemaBuilder.Build(
                "type Query { a: Int } directive @a(x: Int @b) on FIELD directive @b(x: I) on ARGUMENT_DEFINITION input I { i: I @deprecated }"
            )
        );

    [Fact]
    public void All_that_is_wrong_with_a_schema_is_told_at_once() =>
        Sdl.Refusals("type Query { a: I }\ninput I { __a: Query }\nunion U").Length.ShouldBe(4);

    private static string[] Refusals(string sdl) =>
        Sdl.Refusals($"type Query {{ a: Int }} directive @d on INTERFACE\n{sdl}");
}
