using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>No input object needs itself through fields that have to be given: it could never be written down (spec 3.10, "Circular References").</summary>
internal sealed class InputObjectCircularity(SchemaReport report)
{
    private readonly HashSet<InputObjectType> visited = [];
    private readonly List<InputValue> path = [];
    private readonly Dictionary<InputObjectType, int> positions = [];

    public void Check(InputObjectType type)
    {
        if (!visited.Add(type))
        {
            return;
        }

        positions[type] = path.Count;
        foreach (var field in type.Fields)
        {
            if (field.Type is not NonNullType { OfType: InputObjectType next })
            {
                continue;
            }

            path.Add(field);
            if (positions.TryGetValue(next, out var start))
            {
                var cycle = path[start..];
                report.Add(
                    $"Cannot reference Input Object \"{next.Name}\" within itself through a series of non-null fields: \"{string.Join('.', cycle.Select(static item => item.Name))}\".",
                    [.. cycle.Select(static SyntaxNode? (item) => item.Node)]
                );
            }
            else
            {
                Check(next);
            }

            path.RemoveAt(path.Count - 1);
        }

        positions.Remove(type);
    }
}
