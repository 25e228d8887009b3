using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Fragments do not contain themselves (spec 5.5.2.2).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles"/>
internal sealed class NoFragmentCyclesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> path = [];
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);

    public override void Attach() => Walk.OnEnter<FragmentDefinitionNode>(Follow);

    private void Follow(FragmentDefinitionNode fragment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var name = fragment.Name.Value;
        if (!visited.Add(name))
        {
            return;
        }

        positions[name] = path.Count;
        foreach (var spread in Context.SpreadsIn(fragment.SelectionSet))
        {
            path.Add(spread);
            if (positions.TryGetValue(spread.Name.Value, out var start))
            {
                ReportCycle(path[start..]);
            }
            else if (Context.Fragment(spread.Name.Value) is { } next)
            {
                Follow(next);
            }

            path.RemoveAt(path.Count - 1);
        }

        positions.Remove(name);
    }

    private void ReportCycle(List<FragmentSpreadNode> cycle)
    {
        var between = string.Join(", ", cycle.SkipLast(1).Select(spread => $"\"{spread.Name}\""));
        var via = between.Length > 0 ? $" via {between}" : "";
        Report($"Cannot spread fragment \"{cycle[^1].Name}\" within itself{via}.", [.. cycle]);
    }
}
