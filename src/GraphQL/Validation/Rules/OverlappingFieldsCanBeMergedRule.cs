using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.Validation.Overlaps;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Fields with one response name can be merged into one (spec 5.3.2).</summary>
/// <remarks>
/// Each selection set is compared within itself, with the fragments that it spreads, and these among each other; two fields with
/// selections are compared by their selections. Comparisons are remembered, and counted against a budget.
/// </remarks>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Field-Selection-Merging"/>
internal sealed class OverlappingFieldsCanBeMergedRule(ValidationContext context) : ValidationRule(context)
{
    private const int LongestText = 1000;

    private readonly OverlapSearch search = new(context);

    public override void Attach() => Walk.OnEnter<SelectionSetNode>(Check);

    private void Check(SelectionSetNode set)
    {
        // The fields of an inline fragment belong to the selection set around it.
        if (Walk.Owner is InlineFragmentNode || (set.Selections is [not InlineFragmentNode] or []))
        {
            return;
        }

        foreach (var conflict in search.Within(Walk.ParentType, set))
        {
            Report(
                $"Fields \"{Shorten(conflict.ResponseName)}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.Nodes1, .. conflict.Nodes2]
            );
        }
    }

    /// <summary>Texts of a document that stand in messages are cut: they could multiply.</summary>
    internal static string Shorten(string text) => text.Length > LongestText ? text[..LongestText] + "..." : text;
}
