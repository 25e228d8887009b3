using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>The fields at the root of an operation, those of fragments included.</summary>
internal sealed class RootSelection
{
    private readonly FragmentReferences references;
    private readonly IReadOnlySet<string> once;
    private readonly Dictionary<string, FieldNode> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);
    private readonly HashSet<string> spread = new(StringComparer.Ordinal);
    private readonly List<GraphQLError> repetitions = [];

    public RootSelection(FragmentReferences references, OperationDefinitionNode operation, IReadOnlySet<string> once)
    {
        this.references = references;
        this.once = once;
        Add(operation.SelectionSet);
    }

    public bool AsksIntrospection { get; private set; }

    /// <summary>An error for each field that may stand once and stands more often: sign-in by a hundred aliases is no sign-in.</summary>
    public IReadOnlyList<GraphQLError> Repetitions => repetitions;

    private void Add(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    Add(field);
                    break;
                case InlineFragmentNode inline:
                    Add(inline.SelectionSet);
                    break;
                case FragmentSpreadNode { Name.Value: var name } when references.Find(name) is { } fragment:
                    AddFragment(name, fragment);
                    break;
            }
        }
    }

    /// <summary>Spread twice, a fragment's fields are merged: they run once.</summary>
    private void AddFragment(string name, FragmentDefinitionNode fragment)
    {
        if (spread.Add(name))
        {
            Add(fragment.SelectionSet);
        }
    }

    private void Add(FieldNode field)
    {
        var name = field.Name.Value;
        AsksIntrospection |= name is "__schema" or "__type";
        if (!once.Contains(name) || seen.TryAdd(name, field) || !reported.Add(name))
        {
            return;
        }

        var error = GraphQLError.At($"The field \"{name}\" may stand only once in an operation.", seen[name], field);
        repetitions.Add(error with { Code = ErrorCodes.CostExceeded });
    }
}
