using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>Lists of introspection are not nested deeply: each multiplies the answer (spec 4.2).</summary>
internal sealed class IntrospectionDepthRule(ValidationContext context) : ValidationRule(context)
{
    // By fragment: the greatest depth at which it was found harmless, and the smallest at which it was not.
    private readonly Dictionary<string, int> harmless = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> harmful = new(StringComparer.Ordinal);
    private FieldNode? reported;

    public override void Attach()
    {
        Walk.OnEnter<FieldNode>(Check);
        Walk.OnLeave<FieldNode>(field => reported = ReferenceEquals(reported, field) ? null : reported);
    }

    private void Check(FieldNode field)
    {
        if (reported is not null || field.Name.Value is not ("__schema" or "__type"))
        {
            return;
        }

        if (IsTooDeep(field, 0, new Dictionary<string, int>(StringComparer.Ordinal)))
        {
            reported = field;
            Context.Report(
                GraphQLError.At("Maximum introspection depth exceeded", field) with
                {
                    Code = ErrorCodes.CostExceeded,
                }
            );
        }
    }

    private bool IsTooDeep(SelectionNode selection, int depth, Dictionary<string, int> visited) =>
        selection switch
        {
            FieldNode { Name.Value: "fields" or "interfaces" or "possibleTypes" or "inputFields" } list => depth + 1
                >= Context.Options.MaxIntrospectionLists
                || IsTooDeep(list.SelectionSet, depth + 1, visited),
            FieldNode field => IsTooDeep(field.SelectionSet, depth, visited),
            InlineFragmentNode inline => IsTooDeep(inline.SelectionSet, depth, visited),
            FragmentSpreadNode spread => IsTooDeep(spread.Name.Value, depth, visited),
            _ => false,
        };

    private bool IsTooDeep(SelectionSetNode? set, int depth, Dictionary<string, int> visited)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return set is not null && set.Selections.Any(selection => IsTooDeep(selection, depth, visited));
    }

    private bool IsTooDeep(string fragment, int depth, Dictionary<string, int> visited)
    {
        if (harmful.TryGetValue(fragment, out var smallest) && smallest <= depth)
        {
            return true;
        }

        if (
            (visited.TryGetValue(fragment, out var before) && before >= depth)
            || (harmless.TryGetValue(fragment, out var greatest) && greatest >= depth)
            || Context.Fragment(fragment) is not { } definition
        )
        {
            return false;
        }

        visited[fragment] = depth;
        var tooDeep = IsTooDeep(definition.SelectionSet, depth, visited);
        (tooDeep ? harmful : harmless)[fragment] = depth;
        return tooDeep;
    }
}
