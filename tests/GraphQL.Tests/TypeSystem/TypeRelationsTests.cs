using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class TypeRelationsTests
{
    private static readonly Schema Schema = SchemaBuilder.Build(
        "type Query implements I { a: Int } interface I { a: Int } type Other { a: Int } union U = Query interface J { a: Int }"
    );

    [Theory]
    [InlineData("Query", "I", true)]
    [InlineData("Query", "U", true)]
    [InlineData("Other", "I", false)]
    [InlineData("I", "Query", false)]
    [InlineData("[Query!]!", "[I]", true)]
    [InlineData("[Query]", "[I!]", false)]
    [InlineData("[[Query]]", "[Query]", false)]
    public void A_narrower_type_is_a_sub_type(string maybe, string type, bool expected) =>
        TypeRelations.IsSubType(Schema, Type(maybe), Type(type)).ShouldBe(expected);

    [Theory]
    [InlineData("[Query!]", "[Query!]", true)]
    [InlineData("[Query!]", "[Query]", false)]
    [InlineData("Query", "Other", false)]
    public void Types_are_equal_by_structure(string one, string other, bool expected) =>
        TypeRelations.AreEqual(Type(one), Type(other)).ShouldBe(expected);

    [Theory]
    [InlineData("I", "U", true)]
    [InlineData("I", "Query", true)]
    [InlineData("Query", "I", true)]
    [InlineData("I", "Other", false)]
    [InlineData("I", "J", false)]
    [InlineData("Query", "Other", false)]
    [InlineData("Other", "Other", true)]
    public void Types_overlap_where_one_object_may_be_of_both(string one, string other, bool expected) =>
        TypeRelations.Overlap(Schema, Type(one).Named, Type(other).Named).ShouldBe(expected);

    private static GraphQLType Type(string text) => TypeReference.Resolve(Schema, Parser.ParseType(text))!;
}
