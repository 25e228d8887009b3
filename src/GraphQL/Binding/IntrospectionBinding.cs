using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The fields of introspection as bound fields like any other (spec 4.2).</summary>
internal static class IntrospectionBinding
{
    /// <summary>Adds the introspection types to the bound objects of a schema.</summary>
    public static void AddTo(Dictionary<string, BoundObject> objects, Schema schema)
    {
        var made = Make(schema);
        foreach (var (name, bound) in made)
        {
            objects[name] = bound;
        }
    }

    /// <summary>The resolvers of <c>__schema</c> and <c>__type</c>.</summary>
    public static (FieldResolver Schema, FieldResolver Type) MetaFields(Schema schema)
    {
        var shapes = new UntypedShapes(Make(schema), schema, new UntypedResolvers());
        var schemaField = new UntypedFieldResolver("__schema", (_, _) => schema);
        schemaField.BindUntyped(Introspection.MetaFields.Schema.Type, shapes);
        var typeField = new UntypedFieldResolver(
            "__type",
            (_, context) => schema.FindType((string)context.Arguments["name"]!)
        );
        typeField.BindUntyped(Introspection.MetaFields.Type.Type, shapes);
        return (schemaField, typeField);
    }

    private static Dictionary<string, BoundObject> Make(Schema schema)
    {
        var objects = IntrospectionTypes
            .All.OfType<ObjectType>()
            .ToDictionary(
                type => type.Name,
                type => (BoundObject)new BoundObject<object>(type),
                StringComparer.Ordinal
            );
        var shapes = new UntypedShapes(objects, schema, new UntypedResolvers());
        var fields = IntrospectionFields.For(schema);
        foreach (var (name, bound) in objects)
        {
            foreach (var definition in bound.Type.Fields)
            {
                var read = fields[name][definition.Name];
                var resolver = new UntypedFieldResolver(
                    definition.Name,
                    (parent, context) => read(parent!, (ArgumentValues)context.Arguments)
                );
                resolver.BindUntyped(definition.Type, shapes);
                bound.Resolvers[definition.Name] = resolver;
            }
        }

        return objects;
    }
}
