using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Tests.Execution;

public sealed class LoadingTests
{
    private const string Sdl = """
        type Query { customers: [Customer!]!  first: Customer  found: [Thing!]! }
        union Thing = Customer | Partner
        type Customer { id: Int!  name: String!  partners: [Partner!]!  size(of: String = "all"): Int!  slow: String }
        type Partner { id: Int!  name: String!  customers: [Customer!]! }
        """;

    private sealed record Customer(int Id, string Name);

    private sealed record Partner(int Id, string Name);

    private readonly List<string> calls = [];

    [Fact]
    public async Task Batch_is_called_once_a_level_with_all_parents()
    {
        var answer = await Engine().Run("{ customers { id partners { name customers { id } } } }");

        answer.ShouldBe(
            """{"data":{"customers":[{"id":1,"partners":[{"name":"p10","customers":[{"id":10}]}]},{"id":2,"partners":[]},{"id":3,"partners":[{"name":"p30","customers":[{"id":30}]},{"name":"p31","customers":[{"id":31}]}]}]}}"""
        );
        calls.ShouldBe(["partners of 1,2,3", "customers of 10,30,31"]);
    }

    [Fact]
    public async Task Aliases_are_places_of_their_own()
    {
        var answer = await Engine().Run("{ customers { big: size(of: \"big\") size } }");

        answer.ShouldBe(
            """{"data":{"customers":[{"big":103,"size":103},{"big":203,"size":203},{"big":303,"size":303}]}}"""
        );
        calls.ShouldBe(["size big of 1,2,3", "size all of 1,2,3"]);
    }

    [Fact]
    public async Task Concrete_types_of_a_union_load_for_their_own_parents()
    {
        var answer = await Engine()
            .Run("{ found { __typename ... on Partner { customers { id } } ... on Customer { partners { id } } } }");

        answer.ShouldBe(
            """{"data":{"found":[{"__typename":"Customer","partners":[{"id":10}]},{"__typename":"Partner","customers":[{"id":7}]},{"__typename":"Customer","partners":[{"id":30},{"id":31}]}]}}"""
        );
        calls.Order().ShouldBe(["customers of 7", "partners of 1,3"]);
    }

    [Fact]
    public async Task Nothing_is_loaded_for_a_null_parent()
    {
        (await Engine().Run("{ first { partners { id } } }")).ShouldBe("""{"data":{"first":null}}""");
        calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fields_left_out_by_a_condition_are_not_loaded()
    {
        const string Query =
            "query($with: Boolean!) { customers { id partners @include(if: $with) { id } size @skip(if: $with) } }";
        var engine = Engine();

        await engine.Run(Query, """{"with":false}""");
        await engine.Run(Query, """{"with":true}""");
        await engine.Run(Query, """{"with":false}""");

        calls.ShouldBe(["size all of 1,2,3", "partners of 1,2,3", "size all of 1,2,3"]);
    }

    [Fact]
    public async Task Loading_fields_of_a_level_run_at_the_same_time()
    {
        var both = new Barrier2();
        var engine = new Engine(
            "type Query { a: String  b: String }",
            binding =>
                binding.Query(query =>
                {
                    query.FieldAsync("a", _ => both.Meet("a"));
                    query.FieldAsync("b", _ => both.Meet("b"));
                })
        );

        (await engine.Run("{ a b }")).ShouldBe("""{"data":{"a":"a","b":"b"}}""");
    }

    [Fact]
    public async Task Wrong_count_of_a_batch_fails_every_parent_without_telling_why()
    {
        var engine = new Engine(
            "type Query { xs: [X!]! } type X { y: Int }",
            binding =>
                binding
                    .Query(query => query.Field("xs", _ => new[] { "a", "b" }))
                    .Object<string>(
                        "X",
                        type => type.Batch<int?>("y", (_, _) => Task.FromResult<IReadOnlyList<int?>>([1]))
                    )
        );

        (await engine.Run("{ xs { y } }")).ShouldBe(
            """{"data":{"xs":[{"y":null},{"y":null}]},"errors":[{"message":"Unexpected error.","locations":[{"line":1,"column":8}],"path":["xs",0,"y"],"extensions":{"code":"INTERNAL"}},{"message":"Unexpected error.","locations":[{"line":1,"column":8}],"path":["xs",1,"y"],"extensions":{"code":"INTERNAL"}}]}"""
        );
    }

    [Fact]
    public async Task One_plan_runs_many_times_at_once()
    {
        var engine = new Engine(
            "type Query { rows(from: Int!): [Row!]! } type Row { id: Int!  next: Row!  twice: Int! }",
            binding =>
                binding
                    .Query(query =>
                        query.FieldAsync(
                            "rows",
                            async context =>
                            {
                                await Task.Yield();
                                return Enumerable.Range(context.Argument<int>("from"), 20).ToArray();
                            }
                        )
                    )
                    .Object<int>(
                        "Row",
                        type =>
                        {
                            type.Field("id", row => row);
                            type.Field("next", row => row + 1);
                            type.Batch<int>(
                                "twice",
                                async (rows, _) =>
                                {
                                    await Task.Yield();
                                    return [.. rows.Select(row => row * 2)];
                                }
                            );
                        }
                    )
        );
        const string Query = "query($from: Int!) { rows(from: $from) { id next { twice } twice } }";

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 500),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (from, _) =>
                (await engine.Run(Query, $$"""{"from":{{from}}}""")).ShouldBe(
                    $$$"""{"data":{"rows":[{{{string.Join(',', Enumerable.Range(from, 20).Select(row => $$"""{"id":{{row}},"next":{"twice":{{(row + 1) * 2}}},"twice":{{row * 2}}}"""))}}}]}}"""
                )
        );
    }

    [Fact]
    public async Task Path_of_a_loading_field_is_that_of_its_own_parent()
    {
        var paths = new List<string>();
        var engine = new Engine(
            "type Query { rows: [[X]] } type X { child: X  name: String }",
            binding =>
                binding
                    .Query(query => query.Field("rows", _ => new string?[][] { ["a", null], ["b", "c"] }))
                    .Object<string>(
                        "X",
                        type =>
                        {
                            type.Field("child", x => x + "'");
                            type.FieldAsync(
                                "name",
                                (x, context) =>
                                {
                                    paths.Add($"{x} {string.Join('.', context.Path)}");
                                    return Task.FromResult(x);
                                }
                            );
                        }
                    )
        );

        await engine.Run("{ rows { child { name } } }");

        paths.ShouldBe(["a' rows.0.0.child.name", "b' rows.1.0.child.name", "c' rows.1.1.child.name"]);
    }

    private Engine Engine() =>
        new(
            Sdl,
            binding =>
                binding
                    .Query(query =>
                    {
                        query.FieldAsync(
                            "customers",
                            async _ =>
                            {
                                await Task.Yield();
                                return Customers(1, 2, 3);
                            }
                        );
                        query.Field("first", _ => (Customer?)null);
                        query.Field(
                            "found",
                            _ => new object[] { new Customer(1, "c1"), new Partner(7, "p7"), new Customer(3, "c3") }
                        );
                    })
                    .Object<Customer>(
                        "Customer",
                        type =>
                        {
                            type.Field(customer => customer.Id);
                            type.Field(customer => customer.Name);
                            type.Batch<Partner[]>(
                                "partners",
                                async (parents, _) =>
                                {
                                    calls.Add($"partners of {string.Join(',', parents.Select(parent => parent.Id))}");
                                    await Task.Yield();
                                    return [.. parents.Select(PartnersOf)];
                                }
                            );
                            type.Batch<int>(
                                "size",
                                (parents, context) =>
                                {
                                    calls.Add(
                                        $"size {context.Argument<string>("of")} of {string.Join(',', parents.Select(parent => parent.Id))}"
                                    );
                                    return Task.FromResult<IReadOnlyList<int>>([
                                        .. parents.Select(parent =>
                                            (parent.Id * 100) + context.Argument<string>("of").Length
                                        ),
                                    ]);
                                }
                            );
                            type.FieldAsync("slow", (_, _) => Task.FromResult<string?>(null));
                        }
                    )
                    .Object<Partner>(
                        "Partner",
                        type =>
                        {
                            type.Field(partner => partner.Id);
                            type.Field(partner => partner.Name);
                            type.Batch<Customer[]>(
                                "customers",
                                async (parents, _) =>
                                {
                                    calls.Add($"customers of {string.Join(',', parents.Select(parent => parent.Id))}");
                                    await Task.Yield();
                                    return [.. parents.Select(parent => Customers(parent.Id))];
                                }
                            );
                        }
                    )
        );

    private static Customer[] Customers(params int[] ids) => [.. ids.Select(id => new Customer(id, $"c{id}"))];

    private static Partner[] PartnersOf(Customer customer) =>
        customer.Id switch
        {
            2 => [],
            3 => [new Partner(30, "p30"), new Partner(31, "p31")],
            var id => [new Partner(id * 10, $"p{id * 10}")],
        };

    /// <summary>Lets two calls end only when both have begun.</summary>
    private sealed class Barrier2
    {
        private readonly TaskCompletionSource met = new();
        private int begun;

        public async Task<string> Meet(string result)
        {
            if (Interlocked.Increment(ref begun) == 2)
            {
                met.SetResult();
            }

            await met.Task.WaitAsync(TimeSpan.FromSeconds(5));
            return result;
        }
    }
}
