using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class SchemaChangesTests
{
    [Theory]
    [InlineData("type Query { a: Int }", "type Query { a: Int! }")]
    [InlineData("type Query { a: [Int] }", "type Query { a: [Int!]! }")]
    [InlineData("type Query { a(x: Int!): Int }", "type Query { a(x: Int): Int }")]
    [InlineData("type Query { a: Int }", "type Query { a: Int b: Query }")]
    [InlineData(
        "type Query { a(x: P = {b: 1, a: 2}): Int } input P { a: Int b: Int }",
        "type Query { a(x: P = {a: 2, b: 1}): Int } input P { a: Int b: Int }"
    )]
    public void What_no_client_notices_is_no_change(string old, string @new) => Changes(old, @new).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "type Query { a: Int! }",
        "type Query { a: Int }",
        "FIELD_CHANGED_KIND Query.a changed type from Int! to Int."
    )]
    [InlineData("type Query { a: Int b: Int }", "type Query { a: Int }", "FIELD_REMOVED Query.b was removed.")]
    [InlineData(
        "type Query { a: Int }",
        "type Query { a(x: Int!): Int }",
        "REQUIRED_ARG_ADDED A required arg x on Query.a was added."
    )]
    [InlineData(
        "type Query { a(x: I): Int } input I { a: Int }",
        "type Query { a(x: I): Int } input I { a: Int b: Int! }",
        "REQUIRED_INPUT_FIELD_ADDED A required field b on input type I was added."
    )]
    [InlineData(
        "type Query { a: E } enum E { A B }",
        "type Query { a: E } enum E { A }",
        "VALUE_REMOVED_FROM_ENUM B was removed from enum type E."
    )]
    [InlineData(
        "type Query { a: A } scalar A",
        "type Query { a: A } enum A { X }",
        "TYPE_CHANGED_KIND A changed from a Scalar type to an Enum type."
    )]
    [InlineData(
        "type Query { a: Int } directive @d on FIELD | QUERY",
        "type Query { a: Int } directive @d on FIELD",
        "DIRECTIVE_LOCATION_REMOVED QUERY was removed from d."
    )]
    public void What_fails_a_client_is_breaking(string old, string @new, string change)
    {
        Changes(old, @new).ShouldBe([change]);
        SchemaChanges
            .Find(SchemaBuilder.Build(old), SchemaBuilder.Build(@new))
            .ShouldHaveSingleItem()
            .IsBreaking.ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "type Query { a: E } enum E { A }",
        "type Query { a: E } enum E { A B }",
        "VALUE_ADDED_TO_ENUM B was added to enum type E."
    )]
    [InlineData(
        "type Query { a: Int }",
        "type Query { a(x: Int): Int }",
        "OPTIONAL_ARG_ADDED An optional arg x on Query.a was added."
    )]
    [InlineData(
        "type Query { a(x: Int = 1): Int }",
        "type Query { a(x: Int = 2): Int }",
        "ARG_DEFAULT_VALUE_CHANGE Query.a arg x has changed defaultValue from 1 to 2."
    )]
    [InlineData(
        "type Query { a(x: Int = 1): Int }",
        "type Query { a(x: Int): Int }",
        "ARG_DEFAULT_VALUE_CHANGE Query.a arg x defaultValue was removed."
    )]
    public void What_may_surprise_a_client_is_dangerous(string old, string @new, string change)
    {
        Changes(old, @new).ShouldBe([change]);
        SchemaChanges
            .Find(SchemaBuilder.Build(old), SchemaBuilder.Build(@new))
            .ShouldHaveSingleItem()
            .IsBreaking.ShouldBeFalse();
    }

    private static IEnumerable<string> Changes(string old, string @new) =>
        SchemaChanges
            .Find(SchemaBuilder.Build(old), SchemaBuilder.Build(@new))
            .Select(change => $"{change.KindName} {change.Description}");
}
