using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>Members of unions: at least one, each once, object types (spec 3.8).</summary>
internal static class UnionMembers
{
    public static void Check(SchemaReport report, UnionType union)
    {
        if (union.DeclaredTypes.Count == 0)
        {
            report.Add(
                $"Union type {union.Name} must define one or more member types.",
                [.. SdlMembers.NodesOf(union)]
            );
        }

        var seen = new HashSet<NamedType>();
        foreach (var member in union.DeclaredTypes)
        {
            if (!seen.Add(member))
            {
                report.Add(
                    $"Union type {union.Name} can only include type {member.Name} once.",
                    [.. MemberNodes(union, member)]
                );
            }
            else if (member is not ObjectType)
            {
                report.Add(
                    $"Union type {union.Name} can only include Object types, it cannot include {member}.",
                    [.. MemberNodes(union, member)]
                );
            }
        }
    }

    private static IEnumerable<SyntaxNode> MemberNodes(UnionType union, NamedType member) =>
        SdlMembers
            .NodesOf(union)
            .SelectMany(static node => SdlMembers.UnionTypesOf(node))
            .Where(node => string.Equals(node.Name.Value, member.Name, StringComparison.Ordinal));
}
