using System.Text.RegularExpressions;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>Which views the policies look through, each behind those that it looks through itself.</summary>
internal static partial class PolicyViews
{
    public static IReadOnlyList<PolicyView> Used(
        IEnumerable<TablePolicy> tables,
        IReadOnlyDictionary<string, PolicyView> views
    )
    {
        var ordered = new List<PolicyView>();
        foreach (var table in tables)
        {
            Visit(table.Reads, views, ordered, []);
        }
        return ordered;
    }

    private static void Visit(
        string condition,
        IReadOnlyDictionary<string, PolicyView> views,
        List<PolicyView> ordered,
        HashSet<string> above
    )
    {
        foreach (var name in View().Matches(condition).Select(match => match.Groups["name"].Value).Distinct())
        {
            if (!views.TryGetValue(name, out var view))
            {
                throw new InvalidOperationException($"A filter looks through {name}, which has no tenant.");
            }
            if (ordered.Contains(view))
            {
                continue;
            }
            if (!above.Add(name))
            {
                throw new InvalidOperationException($"The filter of {name} looks through itself: use a lookup.");
            }
            Visit(view.Shows, views, ordered, above);
            above.Remove(name);
            ordered.Add(view);
        }
    }

    [GeneratedRegex($@"\b{TenantPolicies.Schema}\.(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex View();
}
