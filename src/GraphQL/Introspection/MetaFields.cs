using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Introspection;

/// <summary>The fields that stand in no type's list of fields (spec 4.1, 4.2).</summary>
public static class MetaFields
{
    /// <summary><c>__schema</c>, of the query type only (spec 4.2).</summary>
    public static FieldDefinition Schema { get; } =
        new("__schema")
        {
            Description = "Access the current type schema of this server.",
            DeclaringType = IntrospectionTypes.Schema,
            Type = new NonNullType(IntrospectionTypes.Schema),
        };

    /// <summary><c>__type(name:)</c>, of the query type only (spec 4.2).</summary>
    public static FieldDefinition Type { get; } =
        new("__type")
        {
            Description = "Request the type information of a single type.",
            DeclaringType = IntrospectionTypes.Schema,
            Type = IntrospectionTypes.Type,
            Arguments = new MemberMap<InputValue>([new("name") { Type = new NonNullType(BuiltInScalars.String) }]),
        };

    /// <summary><c>__typename</c>, of every composite type (spec 4.1).</summary>
    public static FieldDefinition TypeName { get; } =
        new("__typename")
        {
            Description = "The name of the current Object type at runtime.",
            DeclaringType = IntrospectionTypes.Schema,
            Type = new NonNullType(BuiltInScalars.String),
        };

    /// <summary>The field of that name on a type, meta fields included; null where there is none (spec 5.3.1).</summary>
    public static FieldDefinition? Find(Schema schema, NamedType type, string name) =>
        name switch
        {
            "__typename" when type is FieldsType or UnionType => TypeName,
            "__schema" when ReferenceEquals(type, schema.QueryType) => Schema,
            "__type" when ReferenceEquals(type, schema.QueryType) => Type,
            _ => (type as FieldsType)?.Fields.Find(name),
        };
}
