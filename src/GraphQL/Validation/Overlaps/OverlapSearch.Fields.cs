using System.Runtime.CompilerServices;
using System.Text;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Overlaps;

internal sealed partial class OverlapSearch
{
    private const int LongestReason = 1000;
    private const int MostNodes = 20;

    private void AddConflict(
        List<FieldConflict> conflicts,
        bool exclusive,
        string responseName,
        FieldUse one,
        FieldUse other
    )
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Spend(2) && FindConflict(exclusive, responseName, one, other) is { } conflict)
        {
            conflicts.Add(conflict);
        }
    }

    /// <summary>
    /// Two fields of different object types are never in one response: they may differ in name and arguments, not in the
    /// shape of their values (spec 5.3.2, SameResponseShape).
    /// </summary>
    private FieldConflict? FindConflict(bool parentsExclusive, string responseName, FieldUse one, FieldUse other)
    {
        var exclusive =
            parentsExclusive
            || (
                !ReferenceEquals(one.ParentType, other.ParentType)
                && one.ParentType is ObjectType
                && other.ParentType is ObjectType
            );
        if (!exclusive && Difference(one.Node, other.Node) is { } difference)
        {
            return new FieldConflict(responseName, difference, [one.Node], [other.Node]);
        }

        var (type1, type2) = (one.Definition?.Type, other.Definition?.Type);
        if (type1 is not null && type2 is not null && ShapesDiffer(type1, type2))
        {
            var reason = $"they return conflicting types \"{type1}\" and \"{type2}\"";
            return new FieldConflict(responseName, reason, [one.Node], [other.Node]);
        }

        return one.Node.SelectionSet is null || other.Node.SelectionSet is null
            ? null
            : Summed(CompareSubselections(exclusive, one, other), responseName, one.Node, other.Node);
    }

    private string? Difference(FieldNode one, FieldNode other)
    {
        if (!string.Equals(one.Name.Value, other.Name.Value, StringComparison.Ordinal))
        {
            return $"\"{Shorten(one.Name.Value)}\" and \"{Shorten(other.Name.Value)}\" are different fields";
        }

        return arguments.AreSame(one, other) ? null : "they have differing arguments";
    }

    /// <summary>Composite types never differ here: their fields are compared one by one.</summary>
    private static bool ShapesDiffer(GraphQLType one, GraphQLType other) =>
        (one, other) switch
        {
            (ListType left, ListType right) => ShapesDiffer(left.OfType, right.OfType),
            (ListType, _) or (_, ListType) => true,
            (NonNullType left, NonNullType right) => ShapesDiffer(left.OfType, right.OfType),
            (NonNullType, _) or (_, NonNullType) => true,
            (ScalarType or EnumType, _) or (_, ScalarType or EnumType) => !ReferenceEquals(one, other),
            _ => false,
        };

    /// <summary>The conflicts between the selections of two fields as one of these fields.</summary>
    private static FieldConflict? Summed(
        List<FieldConflict> conflicts,
        string responseName,
        FieldNode one,
        FieldNode other
    )
    {
        if (conflicts.Count == 0)
        {
            return null;
        }

        var reason = new StringBuilder();
        foreach (var conflict in conflicts)
        {
            reason
                .Append(reason.Length == 0 ? "" : " and ")
                .Append("subfields \"")
                .Append(Shorten(conflict.ResponseName))
                .Append("\" conflict because ")
                .Append(conflict.Reason);
            if (reason.Length > LongestReason)
            {
                break;
            }
        }

        return new FieldConflict(
            responseName,
            Shorten(reason.ToString()),
            Nodes(one, conflicts.Select(conflict => conflict.Nodes1)),
            Nodes(other, conflicts.Select(conflict => conflict.Nodes2))
        );
    }

    /// <summary>The field and, up to a limit, the fields below it that conflict; of many the deepest.</summary>
    private static List<FieldNode> Nodes(FieldNode field, IEnumerable<IReadOnlyList<FieldNode>> below)
    {
        var nodes = new List<FieldNode> { field };
        foreach (var conflicting in below)
        {
            nodes.AddRange(conflicting.TakeLast(MostNodes - nodes.Count));
            if (nodes.Count == MostNodes)
            {
                break;
            }
        }

        return nodes;
    }
}
