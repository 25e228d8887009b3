using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Tests.Execution;

public sealed class GuardTests
{
    private const string Sdl = """
        type Query { rows: [Row!]!  secret: Row  strict: Row! }
        type Row { id: Int!  salary: Int  boss: Row  strictSalary: Int! }
        """;

    private sealed record Row(int Id, int? Salary);

    private readonly List<string> steps = [];

    [Fact]
    public async Task Guard_is_asked_once_for_all_parents_before_anything_is_fetched()
    {
        var answer = await Engine().Run("{ rows { id salary } }");

        answer.ShouldBe(
            """{"data":{"rows":[{"id":1,"salary":null},{"id":2,"salary":null}]},"errors":[{"message":"no salary","locations":[{"line":1,"column":13}],"path":["rows",0,"salary"],"extensions":{"code":"FORBIDDEN"}},{"message":"no salary","locations":[{"line":1,"column":13}],"path":["rows",1,"salary"],"extensions":{"code":"FORBIDDEN"}}]}"""
        );
        steps.ShouldBe(["guard salary", "rows with Id"]);
    }

    [Fact]
    public async Task Refused_field_is_not_loaded_and_nothing_below_it_is_asked()
    {
        (await Engine().Run("{ secret { id salary } }")).ShouldBe(
            """{"data":{"secret":null},"errors":[{"message":"secret","locations":[{"line":1,"column":3}],"path":["secret"]}]}"""
        );
        steps.ShouldBe(["guard secret"]);
    }

    [Fact]
    public async Task Refusal_of_a_non_null_field_goes_up()
    {
        (await Engine().Run("{ rows { strictSalary } }")).ShouldBe(
            """{"data":null,"errors":[{"message":"Unexpected error.","locations":[{"line":1,"column":10}],"path":["rows",0,"strictSalary"],"extensions":{"code":"INTERNAL"}}]}"""
        );
    }

    [Fact]
    public async Task Places_have_decisions_of_their_own()
    {
        await Engine().Run("{ a: rows { salary } b: rows { salary boss { salary } } }");

        steps.Count(step => step == "guard salary").ShouldBe(3);
    }

    [Fact]
    public async Task What_the_schema_says_of_a_field_guards_it_before_all_else()
    {
        var engine = new Engine(
            "directive @inside on FIELD_DEFINITION  type Query { a: Int @inside  b: Int }",
            binding =>
                binding
                    .Query(query =>
                    {
                        query.Field("a", _ => 1).Guard(_ => new GraphQLError("own"));
                        query.Field("b", _ => 2);
                    })
                    .GuardFields(field =>
                        field.AppliedDirectives.Any(applied => applied.Name == "inside")
                            ? context => new GraphQLError($"{context.Field} is inside")
                            : null
                    )
        );

        (await engine.Run("{ a b }")).ShouldBe(
            """{"data":{"a":null,"b":2},"errors":[{"message":"a is inside","locations":[{"line":1,"column":3}],"path":["a"]}]}"""
        );
    }

    [Fact]
    public async Task Guard_sees_arguments_and_state()
    {
        var engine = new Engine(
            "type Query { a(id: Int!): Int }",
            binding =>
                binding.Query(query =>
                    query
                        .Field("a", context => (int?)context.Argument<int>("id"))
                        .Guard(context =>
                            context.Argument<int>("id") == context.State<int[]>()[0] ? null : new GraphQLError("other")
                        )
                )
        );

        (await engine.Run("query($id: Int!) { a(id: $id) }", """{"id":7}""", new[] { 7 })).ShouldBe(
            """{"data":{"a":7}}"""
        );
        (await engine.Run("query($id: Int!) { a(id: $id) }", """{"id":8}""", new[] { 7 })).ShouldContain("other");
    }

    [Fact]
    public async Task Guards_below_a_mutation_are_asked_when_it_has_run()
    {
        var engine = new Engine(
            """
            type Query { a: Int }
            type Mutation { signIn: Person  later: Person }
            type Person { salary: Int }
            """,
            binding =>
                binding
                    .Query(query => query.Field("a", _ => (int?)1))
                    .Mutation(mutation =>
                    {
                        mutation.FieldAsync(
                            "signIn",
                            context =>
                            {
                                context.State<List<string>>().Add("signed in");
                                return Task.FromResult<Row?>(new Row(1, 10));
                            }
                        );
                        mutation.FieldAsync("later", _ => Task.FromResult<Row?>(new Row(2, 20)));
                    })
                    .Object<Row>(
                        "Person",
                        type =>
                            type.Field(row => row.Salary)
                                .Guard(context =>
                                    context.State<List<string>>().Count > 0 ? null : new GraphQLError("sign in first")
                                )
                    )
        );

        (await engine.Run("mutation { signIn { salary } later { salary } }", null, new List<string>())).ShouldBe(
            """{"data":{"signIn":{"salary":10},"later":{"salary":20}}}"""
        );
        (await engine.Run("mutation { later { salary } }", null, new List<string>())).ShouldContain("sign in first");
    }

    private Engine Engine() =>
        new(
            Sdl,
            binding =>
                binding
                    .Query(query =>
                    {
                        query.FieldAsync(
                            "rows",
                            context =>
                            {
                                steps.Add($"rows with {string.Join(',', context.SelectedMembers)}");
                                return Task.FromResult<Row[]>([new(1, 10), new(2, 20)]);
                            }
                        );
                        query
                            .FieldAsync("secret", _ => Task.FromResult<Row?>(new Row(3, 3)))
                            .Guard(_ =>
                            {
                                steps.Add("guard secret");
                                return new GraphQLError("secret");
                            });
                        query.Field("strict", _ => new Row(4, 4));
                    })
                    .Object<Row>(
                        "Row",
                        type =>
                        {
                            type.Field(row => row.Id);
                            type.Field(row => row.Salary)
                                .Guard(_ =>
                                {
                                    steps.Add("guard salary");
                                    return new GraphQLError("no salary") { Code = "FORBIDDEN" };
                                });
                            type.Field("boss", _ => (Row?)null);
                            type.Field("strictSalary", row => row.Salary ?? 0)
                                .Guard(_ => throw new InvalidOperationException("a bug"));
                        }
                    )
        );
}
