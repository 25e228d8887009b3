using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>The fragments of a document and who spreads them (spec 5.5); each selection set is searched once.</summary>
/// <param name="spend">Takes work off a budget; false once it is used up.</param>
internal sealed class FragmentReferences(DocumentNode document, Func<int, bool> spend)
{
    private readonly Dictionary<SelectionSetNode, IReadOnlyList<FragmentSpreadNode>> spreads = new(
        ReferenceEqualityComparer.Instance
    );

    private Dictionary<string, FragmentDefinitionNode>? byName;

    /// <summary>The fragment of that name; of several the last.</summary>
    public FragmentDefinitionNode? Find(string name)
    {
        if (byName is null)
        {
            byName = new Dictionary<string, FragmentDefinitionNode>(StringComparer.Ordinal);
            foreach (var definition in document.Definitions)
            {
                if (definition is FragmentDefinitionNode fragment)
                {
                    byName[fragment.Name.Value] = fragment;
                }
            }
        }

        return byName.GetValueOrDefault(name);
    }

    /// <summary>The spreads in a selection set and in what is nested in it.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode set)
    {
        if (spreads.TryGetValue(set, out var known))
        {
            return known;
        }

        var found = new List<FragmentSpreadNode>();
        var open = new Stack<SelectionSetNode>([set]);
        while (open.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread:
                        found.Add(spread);
                        break;
                    case InlineFragmentNode inline:
                        open.Push(inline.SelectionSet);
                        break;
                    case FieldNode { SelectionSet: { } nested }:
                        open.Push(nested);
                        break;
                }
            }
        }

        spreads[set] = found;
        return found;
    }

    /// <summary>All fragments that operations use, directly or through others, nearest first.</summary>
    public IReadOnlyList<FragmentDefinitionNode> ReachedFrom(IReadOnlyList<OperationDefinitionNode> operations)
    {
        var fragments = new List<FragmentDefinitionNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>();
        foreach (var operation in operations)
        {
            Follow(operation.SelectionSet);
        }

        while (open.TryDequeue(out var name))
        {
            if (Find(name) is not { } fragment)
            {
                continue;
            }

            fragments.Add(fragment);
            if (!spend(SpreadsIn(fragment.SelectionSet).Count + 1))
            {
                break;
            }

            Follow(fragment.SelectionSet);
        }

        return fragments;

        void Follow(SelectionSetNode set)
        {
            foreach (var spread in SpreadsIn(set))
            {
                if (seen.Add(spread.Name.Value))
                {
                    open.Enqueue(spread.Name.Value);
                }
            }
        }
    }
}
