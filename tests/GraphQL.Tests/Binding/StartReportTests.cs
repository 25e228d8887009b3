using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Tests.Execution;

namespace PartnerGraph.GraphQL.Tests.Binding;

/// <summary>A schema and its resolvers fit, or the start ends with the names of everything that does not.</summary>
public sealed class StartReportTests
{
    private sealed record Row(int Id, string? Name, int? Size, string[] Tags, List<string?> Loose);

    private enum Color
    {
        Red,
        DarkBlue,
    }

    private sealed record Filter(string? Text, int Limit);

    [Fact]
    public void Everything_that_is_missing_or_surplus_is_named_at_once()
    {
        Problems(
                "type Query { a: Int  b: Row } type Row { id: Int! } type Orphan { x: Int } type Mutation { m: Int }",
                binding =>
                    binding
                        .Query(query =>
                        {
                            query.Field("a", _ => 1);
                            query.Field("a", _ => 2);
                            query.Field("c", _ => 3);
                        })
                        .Object<Row>("Row", type => type.Field(row => row.Id))
                        .Object<Row>("Nowhere", type => type.Field(row => row.Id))
                        .Scalar("Nothing", text => text, (string text) => text)
            )
            .ShouldBe([
                "Mutation.m has no resolver.",
                "Orphan has no CLR type.",
                "Query.a has two resolvers.",
                "Query.b has no resolver.",
                "There is no field Query.c in the schema.",
                "There is no object type Nowhere in the schema.",
                "There is no type Nothing in the schema.",
            ]);
    }

    [Fact]
    public void What_a_field_says_wrongly_about_its_guard_is_named() =>
        Problems(
                "type Query { a: Int  b: Int }",
                binding =>
                    binding
                        .Query(query =>
                        {
                            query.Field("a", _ => 1);
                            query.Field("b", _ => 2);
                        })
                        .GuardFields(field => throw new FormatException($"{field} says nothing."))
            )
            .ShouldBe(["a says nothing.", "b says nothing."]);

    [Fact]
    public void Types_that_do_not_fit_are_named()
    {
        Problems(
                """
                type Query { row: Row!  rows: [Row!]!  when: DateTime  color: String }
                type Row { id: String!  size: Int!  name: String!  tags: [String!]!  loose: [String!]! }
                scalar DateTime
                """,
                binding =>
                    binding
                        .Query(query =>
                        {
                            query.Field("row", NoRow);
                            query.FieldAsync("rows", NoRows);
                            query.Field("when", _ => DateTimeOffset.UnixEpoch);
                            query.Field("color", _ => Color.Red);
                        })
                        .Object<Row>(
                            "Row",
                            type =>
                            {
                                type.Field(row => row.Id);
                                type.Field(row => row.Size);
                                type.Field(row => row.Name);
                                type.Field(row => row.Tags);
                                type.Field(row => row.Loose);
                            }
                        )
            )
            .ShouldBe([
                "Query.color gives PartnerGraph.GraphQL.Tests.Binding.StartReportTests+Color, which does not fit String.",
                "Query.row may give null, which Row! is not.",
                "Query.rows may give null inside its list, which [Row!]! does not allow.",
                "Query.when gives System.DateTimeOffset, which does not fit DateTime.",
                "Row.id gives System.Int32, which does not fit String!.",
                "Row.loose may give null inside its list, which [String!]! does not allow.",
                "Row.name may give null, which String! is not.",
                "Row.size may give null, which Int! is not.",
            ]);
    }

    [Fact]
    public void Enum_members_and_values_are_compared()
    {
        Problems(
                "type Query { c: Color } enum Color { RED GREEN }",
                binding => binding.Query(query => query.Field("c", _ => Color.Red)).Enum<Color>("Color")
            )
            .ShouldBe([
                "Color.DarkBlue is no value of Color: there is no DARK_BLUE.",
                "Color.GREEN is no member of Color.",
            ]);
    }

    [Fact]
    public void Inputs_and_constructor_parameters_are_compared()
    {
        Problems(
                "type Query { c(f: Filter): Int } input Filter { text: String  limit: Int  more: Boolean }",
                binding => binding.Query(query => query.Field("c", _ => 1)).Input<Filter>("Filter")
            )
            .ShouldBe([
                "Filter.limit may be null, which System.Int32 Limit is not.",
                $"Filter.more has no constructor parameter in {typeof(Filter)}.",
            ]);
    }

    [Fact]
    public void One_type_has_one_CLR_type()
    {
        Problems(
                "type Query { r: Row } type Row { id: Int! }",
                binding =>
                    binding
                        .Query(query => query.Field("r", _ => (Row?)null))
                        .Object<Row>("Row", type => type.Field(row => row.Id))
                        .Object<string>("Row", type => type.Field("other", text => text))
            )
            .ShouldBe([$"Row is bound to {typeof(Row)} and to {typeof(string)}."]);
    }

    [Fact]
    public void Sequence_that_cannot_be_read_twice_is_no_list()
    {
        Problems(
                "type Query { xs: [Int!]! }",
                binding => binding.Query(query => query.Field("xs", _ => Enumerable.Range(0, 3)))
            )
            .ShouldHaveSingleItem()
            .ShouldStartWith("Query.xs gives System.Collections.Generic.IEnumerable");
    }

    // The compiler notes null in the results of methods and members, not in those of lambdas.
    private static Row? NoRow(FieldContext context) => null;

    private static Task<Row?[]> NoRows(FieldContext context) => Task.FromResult<Row?[]>([]);

    private static IReadOnlyList<string> Problems(string sdl, Action<SchemaBinding> bind) =>
        Should.Throw<SchemaBindingException>(() => Engine.Bind(sdl, bind)).Problems;
}
