using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>A small schema with what transports have to cope with: failures, slow fields, large answers and all kinds of streams.</summary>
internal static class TestSchema
{
    private const string Sdl = """
        type Query {
          hello: String!
          echo(text: String!): String!
          "Fails with a text that must not get out."
          fail: String
          who: String
          big(bytes: Int!): String!
          wait(milliseconds: Int!): Boolean!
          items(first: Int!): [Item!]!
        }

        type Item {
          number: Int!
          peers(first: Int!): [Item!]!
        }

        type Mutation {
          bump: Int!
        }

        type Subscription {
          count(to: Int!, every: Int! = 0): Int!
          "Counts until nobody listens."
          forever(every: Int!): Int!
          "As fast as it is read."
          flood(bytes: Int!): String!
          "One event, then its source fails."
          breaks: Int!
        }
        """;

    public static BoundSchema Create() =>
        new SchemaBinding()
            .Query(query =>
            {
                query.Field("hello", _ => "world");
                query.Field("echo", context => context.Argument<string>("text"));
                query.Field<string?>("fail", _ => throw new InvalidOperationException("secret"));
                query.Field("who", context => context.State<string?>());
                query.Field("big", context => new string('x', context.Argument<int>("bytes")));
                query.FieldAsync("wait", WaitAsync);
                query.Field("items", Items);
            })
            .Object<Item>(
                "Item",
                item =>
                {
                    item.Field("number", value => value.Number);
                    item.Field("peers", (_, context) => Items(context));
                }
            )
            .Mutation(mutation => mutation.Field("bump", _ => 1))
            .Subscription(subscription =>
            {
                subscription.Stream("count", context => Count(context, context.Argument<int>("to")));
                subscription.Stream("forever", context => Count(context, int.MaxValue));
                subscription.Stream("flood", context => Flood(context, context.Argument<int>("bytes")));
                subscription.Stream("breaks", _ => Breaks());
            })
            .Build(SchemaBuilder.Build(Sdl));

    /// <summary>The sources of events that are open at this moment.</summary>
    public static Sources Sources(this TestServer server) => server.App.Services.GetRequiredService<Sources>();

    private static Item[] Items(FieldContext context) =>
        [.. Enumerable.Range(1, context.Argument<int>("first")).Select(number => new Item(number))];

    private static async Task<bool> WaitAsync(FieldContext context)
    {
        await Task.Delay(context.Argument<int>("milliseconds"), context.Cancellation);
        return true;
    }

    private static async IAsyncEnumerable<int> Count(
        FieldContext context,
        int to,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var every = context.Argument<int>("every");
        using var open = context.Services.GetRequiredService<Sources>().Open();
        for (var number = 1; number <= to; number++)
        {
            await Task.Delay(every, cancellation);
            yield return number;
        }
    }

    private static async IAsyncEnumerable<string> Flood(
        FieldContext context,
        int bytes,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        using var open = context.Services.GetRequiredService<Sources>().Open();
        var drop = new string('x', bytes);
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Yield();
            yield return drop;
        }
    }

    private static async IAsyncEnumerable<int> Breaks()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidOperationException("secret");
    }
}

internal sealed record Item(int Number);

/// <summary>Counts open sources of events: none may outlive its client.</summary>
internal sealed class Sources
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private int running;

    public int Running => Volatile.Read(ref running);

    public IDisposable Open()
    {
        Interlocked.Increment(ref running);
        return new Opened(this);
    }

    public Task ShouldStartAsync(int expected = 1) => ShouldBecomeAsync(expected);

    public Task ShouldEndAsync() => ShouldBecomeAsync(0);

    private async Task ShouldBecomeAsync(int expected)
    {
        for (
            var waited = TimeSpan.Zero;
            Running != expected && waited < Patience;
            waited += TimeSpan.FromMilliseconds(10)
        )
        {
            await Task.Delay(10);
        }
        Running.ShouldBe(expected);
    }

    private sealed class Opened(Sources sources) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref sources.running);
    }
}
