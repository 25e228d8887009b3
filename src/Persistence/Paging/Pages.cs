using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Paging;

/// <summary>Keyset paging: a page costs the same wherever in the list it lies.</summary>
public static class Pages
{
    public static async Task<PageSlice<TRow>> PageAsync<TRow>(
        this IQueryable<TRow> rows,
        PageOrder<TRow> order,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        // One more than asked for tells whether there is a next page.
        var found = await order
            .Sorted(order.Between(rows, page), page.FromEnd)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return Slice(found, order, page);
    }

    /// <summary>
    /// The same page of each parent's children, in one statement that numbers the children of these parents only. Parents without
    /// children get an empty page.
    /// </summary>
    public static async Task<IReadOnlyDictionary<TParent, PageSlice<TRow>>> PagesOfEachAsync<TEntity, TRow, TParent>(
        this IQueryable<TEntity> children,
        Expression<Func<TEntity, TParent>> parentOf,
        IReadOnlyCollection<TParent> parents,
        Expression<Func<TEntity, TRow>> select,
        Func<TRow, TParent> parentOfRow,
        PageOrder<TRow> order,
        PageRequest page,
        CancellationToken cancellationToken
    )
        where TParent : notnull
    {
        var among = children.Where(IsChildOf(parentOf, parents));
        var found = await order
            .FirstOfEach(order.Between(among, select, page), parentOf, select, page)
            .Select(select)
            .ToListAsync(cancellationToken);

        var byParent = found
            .GroupBy(parentOfRow)
            .ToDictionary(group => group.Key, group => Slice([.. group], order, page));
        foreach (var childless in parents.Where(one => !byParent.ContainsKey(one)))
        {
            byParent[childless] = PageSlice<TRow>.Empty;
        }
        return byParent;
    }

    private static PageSlice<TRow> Slice<TRow>(List<TRow> found, PageOrder<TRow> order, PageRequest page)
    {
        var hasMore = found.Count > page.Size;
        if (hasMore)
        {
            found.RemoveAt(page.Size);
        }
        if (page.FromEnd)
        {
            found.Reverse();
        }
        return new PageSlice<TRow>(
            found,
            [.. found.Select(row => order.CursorOf(row).ToString())],
            HasNextPage: page.FromEnd ? page.Before is not null : hasMore,
            HasPreviousPage: page.FromEnd ? hasMore : page.After is not null
        );
    }

    private static Expression<Func<TRow, bool>> IsChildOf<TRow, TParent>(
        Expression<Func<TRow, TParent>> parentOf,
        IReadOnlyCollection<TParent> parents
    )
    {
        var held = new Held<TParent[]>([.. parents]);
        var list = Expression.Property(Expression.Constant(held), nameof(Held<TParent[]>.Value));
        var contains = Expression.Call(
            typeof(Enumerable),
            nameof(Enumerable.Contains),
            [typeof(TParent)],
            list,
            parentOf.Body
        );
        return Expression.Lambda<Func<TRow, bool>>(contains, parentOf.Parameters);
    }
}
