namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>
/// What a selection set asks. Its cost depends on where it stands in one way only: lists without a size of their own take that
/// of the connection around, so it is <c>Fixed + PerItem * size</c>, and a fragment is measured once however often it is spread.
/// </summary>
internal readonly record struct SelectionMeasure(int Depth, long Aliases, long Directives, double Fixed, double PerItem)
{
    public double CostFor(double size) => Fixed + (PerItem * size);

    /// <summary>Both beside each other.</summary>
    public SelectionMeasure And(SelectionMeasure other) =>
        new(
            Math.Max(Depth, other.Depth),
            Capped(Aliases + other.Aliases),
            Capped(Directives + other.Directives),
            Fixed + other.Fixed,
            PerItem + other.PerItem
        );

    /// <summary>Spreads of spreads double the sums with each level: they stop growing before they overflow.</summary>
    private static long Capped(long sum) => Math.Min(sum, int.MaxValue);
}
