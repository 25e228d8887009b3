using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>There is a query type, and root types are object types (spec 3.3.1).</summary>
internal static class RootTypes
{
    public static void Check(SchemaReport report)
    {
        var schema = report.Schema;
        if (!schema.DeclaredRoots.ContainsKey(OperationType.Query))
        {
            report.Add("Query root type must be provided.", schema.Node);
        }

        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (schema.DeclaredRoots.TryGetValue(operation, out var type) && type is not ObjectType)
            {
                var ifProvided = operation == OperationType.Query ? "" : " if provided";
                report.Add(
                    $"{operation} root type must be Object type{ifProvided}, it cannot be {type}.",
                    NodeOf(schema, operation) ?? (SyntaxNode?)type.Node
                );
            }
        }
    }

    private static NamedTypeNode? NodeOf(Schema schema, OperationType operation)
    {
        IEnumerable<DefinitionNode?> nodes = [schema.Node, .. schema.ExtensionNodes];
        return nodes
            .SelectMany(static node => SdlMembers.OperationTypesOf(node))
            .FirstOrDefault(root => root.Operation == operation)
            ?.Type;
    }
}
