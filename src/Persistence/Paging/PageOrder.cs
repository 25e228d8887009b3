using System.Linq.Expressions;

namespace PartnerGraph.Persistence.Paging;

/// <summary>The order of a list, over members of its rows. The last member must be unique, so that every row has a place of its own.</summary>
public sealed class PageOrder<TRow>
{
    private readonly IReadOnlyList<PageKey<TRow>> keys;

    private PageOrder(IReadOnlyList<PageKey<TRow>> keys)
    {
        this.keys = keys;
        Members = keys.Select(key => key.Member).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What must be selected even where nobody asked for it, since cursors are made of it.</summary>
    public IReadOnlySet<string> Members { get; }

    public static PageOrder<TRow> By<TKey>(Expression<Func<TRow, TKey>> key) =>
        new([new PageKey<TRow, TKey>(key, descending: false)]);

    public static PageOrder<TRow> ByDescending<TKey>(Expression<Func<TRow, TKey>> key) =>
        new([new PageKey<TRow, TKey>(key, descending: true)]);

    public PageOrder<TRow> ThenBy<TKey>(Expression<Func<TRow, TKey>> key) =>
        new([.. keys, new PageKey<TRow, TKey>(key, descending: false)]);

    public PageCursor CursorOf(TRow row) => new([.. keys.Select(key => key.Write(row))]);

    internal IQueryable<TRow> Sorted(IQueryable<TRow> rows, bool reverse) =>
        Sorted(rows, row => row, reverse, then: false);

    /// <summary>Only rows between the page's cursors.</summary>
    internal IQueryable<TRow> Between(IQueryable<TRow> rows, PageRequest page) => Between(rows, row => row, page);

    internal IQueryable<TEntity> Between<TEntity>(
        IQueryable<TEntity> entities,
        Expression<Func<TEntity, TRow>> select,
        PageRequest page
    )
    {
        if (page.After is { } after)
        {
            entities = entities.Where(Unselected.On(select, Beyond(after, behind: true)));
        }
        return page.Before is { } before
            ? entities.Where(Unselected.On(select, Beyond(before, behind: false)))
            : entities;
    }

    /// <summary>The first entities of each parent, by parent and then in the list's order (from the end: reversed).</summary>
    internal IQueryable<TEntity> FirstOfEach<TEntity, TParent>(
        IQueryable<TEntity> entities,
        Expression<Func<TEntity, TParent>> parentOf,
        Expression<Func<TEntity, TRow>> select,
        PageRequest page
    )
    {
        var parent = Expression.Parameter(typeof(TParent), "parent");
        var isOfParent = Expression.Lambda<Func<TEntity, bool>>(
            Expression.Equal(parentOf.Body, parent),
            parentOf.Parameters
        );
        var ofParent = Sorted(entities.Where(isOfParent), select, page.FromEnd, then: false).Take(page.Size + 1);
        var firstOfParent = Expression.Lambda<Func<TParent, IEnumerable<TEntity>>>(ofParent.Expression, parent);
        var first = entities.Select(parentOf).Distinct().SelectMany(firstOfParent);
        return Sorted(first.OrderBy(parentOf), select, page.FromEnd, then: true);
    }

    private IQueryable<TEntity> Sorted<TEntity>(
        IQueryable<TEntity> entities,
        Expression<Func<TEntity, TRow>> select,
        bool reverse,
        bool then
    )
    {
        foreach (var key in keys)
        {
            entities = key.Order(entities, select, then, reverse);
            then = true;
        }
        return entities;
    }

    /// <summary>
    /// For keys a, b: a &gt;= A and (a &gt; A or b &gt; B). The first part lets an index begin at the cursor; written as "a &gt; A or …"
    /// alone, it would read the list from its start.
    /// </summary>
    private Expression<Func<TRow, bool>> Beyond(PageCursor cursor, bool behind)
    {
        if (cursor.Keys.Count != keys.Count)
        {
            throw new ForeignCursorException();
        }
        var row = Expression.Parameter(typeof(TRow), "row");
        var last = keys.Count - 1;
        var condition = keys[last].Beyond(row, cursor.Keys[last], behind);
        for (var i = last - 1; i >= 0; i--)
        {
            condition = Expression.AndAlso(
                keys[i].BeyondOrAt(row, cursor.Keys[i], behind),
                Expression.OrElse(keys[i].Beyond(row, cursor.Keys[i], behind), condition)
            );
        }
        return Expression.Lambda<Func<TRow, bool>>(condition, row);
    }
}
