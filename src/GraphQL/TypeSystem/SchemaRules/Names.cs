using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>Names that begin with two underscores belong to introspection (spec 4, "Reserved Names").</summary>
internal static class Names
{
    public static void Check(SchemaReport report, string name, SyntaxNode? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            report.Add(
                $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.",
                node
            );
        }
    }
}
