using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Tests.Execution;

/// <summary>Spec 6.2.3.</summary>
public sealed class SubscriptionTests
{
    private const string Sdl = """
        type Query { n: Int }
        type Subscription { counted(to: Int!): Event!  loaded(to: Int!): Event  refused: Event  broken: Event  endless: Event  quiet: Event  held: Event  clumsy: Event }
        type Event { number: Int!  square: Int!  odd: String! }
        """;

    private sealed record Event(int Number);

    private bool isLeft;

    [Fact]
    public async Task Each_event_is_executed_by_itself()
    {
        (await Engine().Executor.Events("subscription { counted(to: 2) { number square } }")).ShouldBe([
            """{"data":{"counted":{"number":1,"square":1}}}""",
            """{"data":{"counted":{"number":2,"square":4}}}""",
        ]);
    }

    [Fact]
    public async Task Event_may_be_loaded_and_may_fail_alone()
    {
        (await Engine().Executor.Events("subscription { loaded(to: 3) { odd } }")).ShouldBe([
            """{"data":{"loaded":{"odd":"1"}}}""",
            """{"data":{"loaded":null},"errors":[{"message":"even","locations":[{"line":1,"column":32}],"path":["loaded","odd"]}]}""",
            """{"data":{"loaded":{"odd":"3"}}}""",
        ]);
    }

    [Fact]
    public async Task Guard_is_asked_again_at_each_event()
    {
        var asked = 0;
        var engine = Engine(context => ++asked > 2 ? new GraphQLError("gone") { Code = "FORBIDDEN" } : null);

        (await engine.Executor.Events("subscription { loaded(to: 2) { number } }")).ShouldBe([
            """{"data":{"loaded":{"number":1}}}""",
            """{"data":{"loaded":null},"errors":[{"message":"gone","locations":[{"line":1,"column":16}],"path":["loaded"],"extensions":{"code":"FORBIDDEN"}}]}""",
        ]);
    }

    [Theory]
    [InlineData("refused", "not yours")]
    [InlineData("counted(to: 101)", "too many")]
    public async Task Stream_that_does_not_open_is_a_request_error(string field, string message)
    {
        var result = await Engine().Executor.Ask($"subscription {{ {field} {{ number }} }}");

        var single = result.ShouldBeOfType<SingleResult>();
        single.Kind.ShouldBe(ResultKind.RequestError);
        single.Errors.Single().Message.ShouldBe(message);
        System.Text.Encoding.UTF8.GetString(single.Json.Span).ShouldNotContain("data");
    }

    [Fact]
    public async Task Broken_source_tells_a_masked_error_and_ends()
    {
        (await Engine().Executor.Events("subscription { broken { number } }")).ShouldBe([
            """{"data":{"broken":{"number":1}}}""",
            """{"errors":[{"message":"Unexpected error.","locations":[{"line":1,"column":16}],"path":["broken"],"extensions":{"code":"INTERNAL"}}]}""",
        ]);
    }

    [Fact]
    public async Task Leaving_ends_the_source()
    {
        var stream = (EventStream)await Engine().Executor.Ask("subscription { endless { number } }");
        await foreach (var response in stream.Responses)
        {
            response.Dispose();
            break;
        }

        isLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelled_request_ends_the_stream_without_an_error()
    {
        using var client = new CancellationTokenSource();
        var stream = (EventStream)
            await Engine().Executor.Ask("subscription { endless { number } }", cancellation: client.Token);
        var count = 0;
        await foreach (var response in stream.Responses)
        {
            response.Dispose();
            if (++count == 3)
            {
                await client.CancelAsync();
            }
        }

        count.ShouldBe(3);
        isLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task Leaving_ends_a_source_that_waits_for_its_next_event()
    {
        using var leaving = new CancellationTokenSource();
        var stream = (EventStream)await Engine().Executor.Ask("subscription { quiet { number } }");
        await using var responses = stream.Responses.GetAsyncEnumerator(leaving.Token);
        (await responses.MoveNextAsync()).ShouldBeTrue();
        responses.Current.Dispose();

        var next = responses.MoveNextAsync().AsTask();
        isLeft.ShouldBeFalse();
        await leaving.CancelAsync();

        (await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldBeFalse();
        isLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task Stream_that_nobody_enumerates_cancels_what_was_opened()
    {
        var stream = (EventStream)await Engine().Executor.Ask("subscription { held { number } }");
        isLeft.ShouldBeFalse();

        await stream.LeaveAsync();

        isLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task Source_that_fails_because_it_was_left_tells_nothing()
    {
        using var leaving = new CancellationTokenSource();
        var stream = (EventStream)await Engine().Executor.Ask("subscription { clumsy { number } }");
        await using var responses = stream.Responses.GetAsyncEnumerator(leaving.Token);
        var next = responses.MoveNextAsync().AsTask();

        await leaving.CancelAsync();

        (await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    private Engine Engine(Func<FieldContext, GraphQLError?>? guard = null) =>
        new(
            Sdl,
            binding =>
                binding
                    .Query(query => query.Field("n", _ => (int?)null))
                    .Subscription(subscription =>
                    {
                        subscription.Stream(
                            "counted",
                            context =>
                                context.Argument<int>("to") > 100
                                    ? throw new GraphQLException("too many")
                                    : Count(context.Argument<int>("to"), context.Cancellation)
                        );
                        subscription
                            .Stream(
                                "loaded",
                                context => Count(context.Argument<int>("to"), context.Cancellation),
                                async (item, _) =>
                                {
                                    await Task.Yield();
                                    return item;
                                }
                            )
                            .Guard(context => guard?.Invoke(context));
                        subscription
                            .Stream("refused", context => Count(1, context.Cancellation))
                            .Guard(_ => new GraphQLError("not yours"));
                        subscription.Stream("broken", context => Broken(context.Cancellation));
                        subscription.Stream("quiet", _ => Quiet());
                        subscription.StreamAsync(
                            "held",
                            context =>
                            {
                                context.Cancellation.Register(() => isLeft = true);
                                return Task.FromResult(Quiet());
                            },
                            (item, _) => Task.FromResult(item)
                        );
                        subscription.Stream("clumsy", _ => Clumsy());
                        subscription.Stream("endless", context => Count(int.MaxValue, context.Cancellation));
                    })
                    .Object<Event>(
                        "Event",
                        type =>
                        {
                            type.Field(item => item.Number);
                            type.FieldAsync("square", (item, _) => Task.FromResult(item.Number * item.Number));
                            type.Field(
                                "odd",
                                item => item.Number % 2 == 1 ? $"{item.Number}" : throw new GraphQLException("even")
                            );
                        }
                    )
        );

    private async IAsyncEnumerable<Event> Count(int to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            for (var number = 1; number <= to; number++)
            {
                await Task.Yield();
                cancellation.ThrowIfCancellationRequested();
                yield return new Event(number);
            }
        }
        finally
        {
            isLeft = true;
        }
    }

    /// <summary>One event, then none: only the stream's own token wakes it.</summary>
    private async IAsyncEnumerable<Event> Quiet([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            yield return new Event(1);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        finally
        {
            isLeft = true;
        }
    }

    /// <summary>Makes another failure of its cancellation, as some drivers do.</summary>
    private static async IAsyncEnumerable<Event> Clumsy(
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var left = new TaskCompletionSource();
        await using (cancellation.Register(left.SetResult))
        {
            await left.Task;
        }

        throw new InvalidOperationException("The connection is closed.");
#pragma warning disable CS0162 // an iterator needs a yield
        yield return new Event(1);
#pragma warning restore CS0162
    }

    private static async IAsyncEnumerable<Event> Broken([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new Event(1);
        await Task.Yield();
        throw new InvalidOperationException("the secret of the database");
    }
}
