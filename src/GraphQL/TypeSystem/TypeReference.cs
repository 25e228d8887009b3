using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>From a type as written to a type of the schema (spec 2.11).</summary>
public static class TypeReference
{
    /// <summary>The type; null where the schema has no type of the name inside.</summary>
    public static GraphQLType? Resolve(Schema schema, TypeNode node) => Resolve(node, schema.FindType);

    /// <summary>The type as it is written.</summary>
    public static string TextOf(TypeNode node) =>
        node switch
        {
            ListTypeNode list => $"[{TextOf(list.Type)}]",
            NonNullTypeNode nonNull => $"{TextOf(nonNull.Type)}!",
            NamedTypeNode named => named.Name.Value,
            _ => throw new InvalidOperationException($"{node.Kind} is not a type."),
        };

    /// <summary>The type, its name looked up by a function.</summary>
    public static GraphQLType? Resolve(TypeNode node, Func<string, NamedType?> find) =>
        node switch
        {
            ListTypeNode list => Resolve(list.Type, find) is { } item ? new ListType(item) : null,
            NonNullTypeNode nonNull => Resolve(nonNull.Type, find) is { } inner ? new NonNullType(inner) : null,
            NamedTypeNode named => find(named.Name.Value),
            _ => null,
        };
}
