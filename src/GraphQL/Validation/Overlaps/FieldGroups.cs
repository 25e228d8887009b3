using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Overlaps;

/// <summary>The fields of a selection set by response name, inline fragments included, and the fragments that it spreads.</summary>
internal sealed class FieldGroups
{
    private readonly Dictionary<string, List<FieldUse>> byName = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, List<FieldUse>>> inOrder = [];
    private readonly HashSet<string> spread = new(StringComparer.Ordinal);
    private readonly List<string> fragments = [];

    public FieldGroups(Schema schema, NamedType? parentType, SelectionSetNode set) => Add(schema, parentType, set);

    public IReadOnlyList<KeyValuePair<string, List<FieldUse>>> Groups => inOrder;

    public IReadOnlyList<string> Fragments => fragments;

    /// <summary>The fragments that these fields were compared with, and whether only as exclusive ones.</summary>
    public Dictionary<string, bool> ComparedFragments { get; } = new(StringComparer.Ordinal);

    public List<FieldUse>? Find(string responseName) => byName.GetValueOrDefault(responseName);

    private void Add(Schema schema, NamedType? parentType, SelectionSetNode set)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    Add(new FieldUse(parentType, field));
                    break;
                case FragmentSpreadNode { Name.Value: var name } when spread.Add(name):
                    fragments.Add(name);
                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is { } named ? schema.FindType(named.Name.Value) : parentType;
                    Add(schema, type, inline.SelectionSet);
                    break;
            }
        }
    }

    private void Add(FieldUse use)
    {
        var name = use.Node.ResponseName;
        if (!byName.TryGetValue(name, out var group))
        {
            byName[name] = group = [];
            inOrder.Add(new(name, group));
        }

        group.Add(use);
    }
}
