using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The fields of the subscription type: each opens a stream of events (spec 6.2.3).</summary>
public sealed class SubscriptionBinding
{
    private readonly ObjectBinding<object> fields;

    internal SubscriptionBinding(List<FieldResolver> resolvers) => fields = new ObjectBinding<object>(resolvers);

    /// <summary>A field whose value is the event itself. A <see cref="Errors.GraphQLException"/> while opening refuses the subscription.</summary>
    public FieldBinding Stream<TEvent>(string name, Func<FieldContext, IAsyncEnumerable<TEvent>> open)
    {
        TEvent Read(object root) => (TEvent)root;
        return fields.Add(
            new PureResolver<object, TEvent>(name, Read, null, null) { Stream = context => new(Events(open(context))) }
        );
    }

    /// <summary>A field whose value is loaded for each event, under the rights of that moment.</summary>
    public FieldBinding Stream<TEvent, TResult>(
        string name,
        Func<FieldContext, IAsyncEnumerable<TEvent>> open,
        Func<TEvent, FieldContext, Task<TResult>> load
    )
    {
        Task<TResult> Load(object root, FieldContext context) => load((TEvent)root, context);
        return fields.Add(
            new AsyncResolver<object, TResult>(name, Load, load.Method)
            {
                Stream = context => new(Events(open(context))),
            }
        );
    }

    /// <summary>The same, where opening itself has to wait.</summary>
    public FieldBinding StreamAsync<TEvent, TResult>(
        string name,
        Func<FieldContext, Task<IAsyncEnumerable<TEvent>>> open,
        Func<TEvent, FieldContext, Task<TResult>> load
    )
    {
        Task<TResult> Load(object root, FieldContext context) => load((TEvent)root, context);
        return fields.Add(
            new AsyncResolver<object, TResult>(name, Load, load.Method)
            {
                Stream = async context => Events(await open(context)),
            }
        );
    }

    /// <summary>The token is the stream's own: it ends a source that waits for its next event also where only the stream is left.</summary>
    private static async IAsyncEnumerable<object?> Events<TEvent>(
        IAsyncEnumerable<TEvent> events,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        await foreach (var item in events.WithCancellation(cancellation))
        {
            yield return item;
        }
    }
}
