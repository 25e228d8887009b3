using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Binds every field of a schema to one set of functions over plain data.</summary>
internal static class UntypedCompiler
{
    private static readonly object NoRoot = new();

    public static BoundSchema Compile(Schema schema, UntypedResolvers resolvers)
    {
        var objects = new Dictionary<string, BoundObject>(StringComparer.Ordinal);
        IntrospectionBinding.AddTo(objects, schema);
        var own = schema.Types.OfType<ObjectType>().Where(type => !objects.ContainsKey(type.Name)).ToList();
        foreach (var type in own)
        {
            objects[type.Name] = new BoundObject<object>(type);
        }

        var shapes = new UntypedShapes(objects, schema, resolvers);
        foreach (var type in own)
        {
            foreach (var field in type.Fields)
            {
                objects[type.Name].Resolvers[field.Name] = Bind(schema, type, field, resolvers, shapes);
            }
        }

        var inputs = new InputReaders(
            new Dictionary<string, LeafRegistration>(StringComparer.Ordinal),
            new Dictionary<string, Type>(StringComparer.Ordinal)
        );
        return new BoundSchema(schema, objects, inputs, resolvers.Root ?? NoRoot);
    }

    private static UntypedFieldResolver Bind(
        Schema schema,
        ObjectType type,
        FieldDefinition field,
        UntypedResolvers resolvers,
        UntypedShapes shapes
    )
    {
        var mode =
            resolvers.Batches(field) ? UntypedMode.Batch
            : resolvers.Loads(field) ? UntypedMode.Load
            : UntypedMode.Read;
        var resolver = new UntypedFieldResolver(field.Name, resolvers.Resolve, mode, resolvers.ResolveAsync)
        {
            Stream = ReferenceEquals(type, schema.SubscriptionType) ? context => new(Open(resolvers, context)) : null,
        };
        resolver.BindUntyped(field.Type, shapes);
        return resolver;
    }

    private static IAsyncEnumerable<object?> Open(UntypedResolvers resolvers, FieldContext context)
    {
        var events = resolvers.Subscribe is { } subscribe
            ? subscribe(context)
            : PlainData.Property(resolvers.Root, context);
        return events switch
        {
            IAsyncEnumerable<object?> stream => stream,
            Errors.GraphQLException refusal => throw refusal,
            // The reference has no code for a resolver's mistake; its text helps whoever writes the resolver.
            _ => throw new Errors.GraphQLException(
                $"Subscription field must return Async Iterable. Received: {Execution.Coercion.ValueText.Of(events)}."
            ),
        };
    }
}
