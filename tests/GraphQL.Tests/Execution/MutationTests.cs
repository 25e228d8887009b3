using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Tests.Execution;

/// <summary>Spec 6.2.2: the root fields of a mutation run one after the other.</summary>
public sealed class MutationTests
{
    private const string Sdl = """
        type Query { n: Int }
        type Mutation { add(by: Int!): Counter!  fail: Counter  failHard: Counter! }
        type Counter { value: Int!  later: Int! }
        """;

    private sealed record Counter(int Value);

    private readonly List<string> steps = [];
    private int value;

    [Fact]
    public async Task Each_field_ends_with_all_below_it_before_the_next_begins()
    {
        var answer = await Engine().Run("mutation { a: add(by: 1) { value later } b: add(by: 2) { value later } }");

        answer.ShouldBe("""{"data":{"a":{"value":1,"later":1},"b":{"value":3,"later":3}}}""");
        steps.ShouldBe(["add 1", "later 1", "add 2", "later 3"]);
    }

    [Fact]
    public async Task Failed_nullable_field_lets_the_next_run()
    {
        (await Engine().Run("mutation { fail { value } add(by: 1) { value } }")).ShouldBe(
            """{"data":{"fail":null,"add":{"value":1}},"errors":[{"message":"no","locations":[{"line":1,"column":12}],"path":["fail"]}]}"""
        );
    }

    [Fact]
    public async Task Failed_non_null_field_ends_the_operation()
    {
        (
            await Engine().Run("mutation { add(by: 1) { value } failHard { value } last: add(by: 1) { value } }")
        ).ShouldBe(
            """{"data":null,"errors":[{"message":"no","locations":[{"line":1,"column":33}],"path":["failHard"]}]}"""
        );
        steps.ShouldBe(["add 1"]);
    }

    private Engine Engine() =>
        new(
            Sdl,
            binding =>
                binding
                    .Query(query => query.Field("n", _ => (int?)null))
                    .Mutation(mutation =>
                    {
                        mutation.FieldAsync(
                            "add",
                            async context =>
                            {
                                await Task.Delay(5, context.Cancellation);
                                steps.Add($"add {context.Argument<int>("by")}");
                                return new Counter(value += context.Argument<int>("by"));
                            }
                        );
                        mutation.FieldAsync<Counter?>("fail", _ => throw new GraphQLException("no"));
                        mutation.FieldAsync<Counter>("failHard", _ => throw new GraphQLException("no"));
                    })
                    .Object<Counter>(
                        "Counter",
                        type =>
                        {
                            type.Field(counter => counter.Value);
                            type.FieldAsync(
                                "later",
                                async (counter, _) =>
                                {
                                    await Task.Yield();
                                    steps.Add($"later {counter.Value}");
                                    return counter.Value;
                                }
                            );
                        }
                    )
        );
}
