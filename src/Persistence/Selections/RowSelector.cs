using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace PartnerGraph.Persistence.Selections;

/// <summary>
/// Selects into a row type, and of it only what an operation asks for: members that nobody named keep their default, and their
/// columns are not read. The narrowed selections are kept, up to a bound, so that one operation always gives the same expression.
/// </summary>
public sealed class RowSelector<TEntity, TRow>(Expression<Func<TEntity, TRow>> full)
{
    private const int Bound = 500;

    private readonly ConcurrentDictionary<string, Expression<Func<TEntity, TRow>>> narrowed = new(
        StringComparer.Ordinal
    );

    public Expression<Func<TEntity, TRow>> Full => full;

    /// <param name="members">Names of members of the row; null: all of them.</param>
    /// <param name="always">What is read in any case, for example the keys of a page's order.</param>
    public Expression<Func<TEntity, TRow>> Narrow(IReadOnlySet<string>? members, IReadOnlySet<string> always)
    {
        if (members is null)
        {
            return full;
        }
        var wanted = members.Union(always, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var key = string.Join(',', wanted);
        if (narrowed.TryGetValue(key, out var known))
        {
            return known;
        }
        var made = RowSelector.Narrow(full, wanted.ToHashSet(StringComparer.Ordinal));
        if (narrowed.Count >= Bound)
        {
            narrowed.Clear();
        }
        narrowed[key] = made;
        return made;
    }
}

public static class RowSelector
{
    /// <summary>The same selection with the named members' bindings alone. A name that the row does not have is a bug and throws.</summary>
    public static Expression<Func<TEntity, TRow>> Narrow<TEntity, TRow>(
        Expression<Func<TEntity, TRow>> full,
        IReadOnlySet<string> members
    )
    {
        if (full.Body is not MemberInitExpression { Bindings: var bindings } row)
        {
            throw new ArgumentException(
                $"A selection has the form x => new {typeof(TRow).Name} {{ … }}.",
                nameof(full)
            );
        }
        var kept = bindings.Where(binding => members.Contains(binding.Member.Name)).ToList();
        if (kept.Count != members.Count)
        {
            var unknown = members.Except(bindings.Select(binding => binding.Member.Name), StringComparer.Ordinal);
            throw new ArgumentException(
                $"{typeof(TRow).Name} selects no {string.Join(", ", unknown)}.",
                nameof(members)
            );
        }
        return Expression.Lambda<Func<TEntity, TRow>>(row.Update(row.NewExpression, kept), full.Parameters);
    }
}
