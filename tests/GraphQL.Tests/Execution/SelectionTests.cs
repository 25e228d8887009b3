using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Tests.Execution;

/// <summary>What a loader may ask of the operation, so that it fetches no more than is selected.</summary>
public sealed class SelectionTests
{
    private const string Sdl = """
        type Query { customers: Connection! }
        type Connection { nodes: [Customer!]!  edges: [Edge!]!  totalCount: Int }
        type Edge { cursor: String!  node: Customer! }
        type Customer { id: Int!  fullName: String!  country: String  children: [Customer!]! }
        """;

    private sealed record Customer(int Id, string FirstName, string LastName, string? Country);

    private sealed record Page(Customer[] Rows);

    private FieldSelection selection = FieldSelection.None;

    [Fact]
    public async Task Members_are_found_through_nodes_and_edges_and_end_at_the_next_load()
    {
        await Engine()
            .Run(
                "{ customers { nodes { fullName } edges { node { ...C } } } } fragment C on Customer { id children { country } }"
            );

        selection.Has("totalCount").ShouldBeFalse();
        selection.Fields.ShouldBe(["nodes", "edges"]);
        selection.MembersOf<Customer>().Order().ShouldBe(["FirstName", "Id", "LastName"]);
        selection.Of("edges").Of("node").Members.ShouldBe(["Id"]);
    }

    [Fact]
    public async Task Left_out_fields_are_not_selected()
    {
        const string Query =
            "query($n: Boolean!) { customers { totalCount @include(if: $n) nodes { id country @skip(if: $n) } } }";

        await Engine().Run(Query, """{"n":true}""");
        selection.Has("totalCount").ShouldBeTrue();
        selection.MembersOf<Customer>().ShouldBe(["Id"]);

        await Engine().Run(Query, """{"n":false}""");
        selection.Has("totalCount").ShouldBeFalse();
        selection.MembersOf<Customer>().ShouldBe(["Id", "Country"]);
    }

    private Engine Engine() =>
        new(
            Sdl,
            binding =>
                binding
                    .Query(query =>
                        query.FieldAsync(
                            "customers",
                            context =>
                            {
                                selection = context.Selection;
                                return Task.FromResult(new Page([]));
                            }
                        )
                    )
                    .Object<Page>(
                        "Connection",
                        type =>
                        {
                            type.Field("nodes", page => page.Rows);
                            type.Field("edges", page => page.Rows);
                            type.Field("totalCount", page => (int?)page.Rows.Length);
                        }
                    )
                    .Object<Customer>(
                        "Edge",
                        type =>
                        {
                            type.Field("cursor", _ => "c");
                            type.Field("node", row => row);
                        }
                    )
                    .Object<Customer>(
                        "Customer",
                        type =>
                        {
                            type.Field(row => row.Id);
                            type.Field("fullName", row => $"{row.FirstName} {row.LastName}")
                                .Needs("FirstName", "LastName");
                            type.Field(row => row.Country);
                            type.Batch<Customer[]>(
                                "children",
                                (parents, _) =>
                                    Task.FromResult<IReadOnlyList<Customer[]>>([
                                        .. parents.Select(_ => Array.Empty<Customer>()),
                                    ])
                            );
                        }
                    )
        );
}
