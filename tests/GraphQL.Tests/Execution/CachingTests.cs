using System.Diagnostics;
using System.Text;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Caching;

namespace PartnerGraph.GraphQL.Tests.Execution;

public sealed class CachingTests
{
    [Fact]
    public void Cache_never_holds_more_than_its_bytes()
    {
        var cache = new ByteBoundedCache<int, string>(1_000);
        for (var at = 0; at < 10_000; at++)
        {
            cache.Add(at, "value", 100);
            cache.Bytes.ShouldBeLessThanOrEqualTo(1_000);
        }

        cache.Count.ShouldBe(10);
    }

    [Fact]
    public void What_is_asked_for_stays_longer()
    {
        var cache = new ByteBoundedCache<int, string>(1_000);
        cache.Add(-1, "asked", 100);
        for (var at = 0; at < 100; at++)
        {
            cache.Find(-1).ShouldBe("asked");
            cache.Add(at, "once", 100);
        }
    }

    [Fact]
    public void What_is_too_large_is_not_kept()
    {
        var cache = new ByteBoundedCache<int, string>(1_000);
        cache.Add(1, "large", 500);
        cache.Find(1).ShouldBeNull();
    }

    [Fact]
    public async Task Introspection_is_answered_with_the_same_bytes_again()
    {
        var engine = Numbers();
        var first = (SingleResult)await engine.Executor.Ask("{ __schema { types { name } } }");
        var text = Encoding.UTF8.GetString(first.Json.Span);
        first.Dispose();
        var second = (SingleResult)await engine.Executor.Ask("{ __schema { types { name } } }");
        var third = (SingleResult)await engine.Executor.Ask("{ __schema { types { name } } }");

        Encoding.UTF8.GetString(second.Json.Span).ShouldBe(text);
        third.Json.Equals(second.Json).ShouldBeTrue();
    }

    [Fact]
    public async Task Warm_request_allocates_little_and_nothing_grows_with_the_answer()
    {
        var engine = Numbers();
        var request = new GraphQLRequest { Query = "{ numbers { value } }" };
        long least = long.MaxValue;
        for (var round = 0; round < 200; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var pending = engine.Executor.ExecuteAsync(request, null, Conformance.Execution.NoServices.Instance);
            pending.IsCompletedSuccessfully.ShouldBeTrue();
            ((SingleResult)await pending).Dispose();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBeLessThan(2_048);
    }

    [Fact]
    public async Task Listener_sees_the_steps_of_a_request()
    {
        var steps = new List<string>();
        using var own = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests run at the same time and are listened to as well.
                if (activity.TraceId == own.TraceId)
                {
                    steps.Add(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await Numbers().Run("{ loaded }");

        steps.ShouldBe(["graphql.parse", "graphql.validate", "graphql.plan", "graphql.resolve", "graphql.operation"]);
    }

    private sealed record Number(int Value);

    private static Engine Numbers() =>
        new(
            "type Query { numbers: [Number!]!  loaded: Int } type Number { value: Int! }",
            binding =>
                binding
                    .Query(query =>
                    {
                        var numbers = Enumerable.Range(0, 1_000).Select(value => new Number(value)).ToArray();
                        query.Field("numbers", _ => numbers);
                        query.FieldAsync("loaded", _ => Task.FromResult<int?>(1));
                    })
                    .Object<Number>("Number", type => type.Field(number => number.Value))
        );
}
