namespace PartnerGraph.Persistence.Paging;

/// <summary>A page of a list, in the list's order, with a cursor for each item.</summary>
public sealed record PageSlice<T>(
    IReadOnlyList<T> Items,
    IReadOnlyList<string> Cursors,
    bool HasNextPage,
    bool HasPreviousPage
)
{
    public static PageSlice<T> Empty { get; } = new([], [], HasNextPage: false, HasPreviousPage: false);

    public string? StartCursor => Cursors.Count == 0 ? null : Cursors[0];

    public string? EndCursor => Cursors.Count == 0 ? null : Cursors[^1];

    /// <summary>The same page of other items, one for one.</summary>
    public PageSlice<TOther> With<TOther>(IReadOnlyList<TOther> items) =>
        items.Count == Items.Count
            ? new PageSlice<TOther>(items, Cursors, HasNextPage, HasPreviousPage)
            : throw new ArgumentException("A page keeps its length.", nameof(items));
}
