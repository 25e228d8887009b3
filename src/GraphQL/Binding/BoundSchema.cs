using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>A schema with a resolver for each of its fields: what an executor runs (spec 6). Immutable.</summary>
public sealed class BoundSchema
{
    private readonly IReadOnlyDictionary<string, BoundObject> objects;
    private readonly FieldResolver schemaField;
    private readonly FieldResolver typeField;

    internal BoundSchema(
        Schema schema,
        IReadOnlyDictionary<string, BoundObject> objects,
        InputReaders inputs,
        object root
    )
    {
        Schema = schema;
        this.objects = objects;
        Inputs = inputs;
        RootValue = root;
        (schemaField, typeField) = IntrospectionBinding.MetaFields(schema);
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    internal InputReaders Inputs { get; }

    /// <summary>The parent of root fields.</summary>
    internal object RootValue { get; }

    internal BoundObject<object> Root(ObjectType type) => (BoundObject<object>)objects[type.Name];

    internal FieldResolver MetaResolver(FieldDefinition definition) =>
        ReferenceEquals(definition, MetaFields.Schema) ? schemaField
        : ReferenceEquals(definition, MetaFields.Type) ? typeField
        : throw new InvalidOperationException($"{definition.Name} has no resolver.");
}
