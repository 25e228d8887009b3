using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Paging;

/// <summary>One member by which rows are ordered, with all that a keyset needs of it.</summary>
internal abstract class PageKey<TRow>(MemberInfo member, bool descending)
{
    public string Member => member.Name;

    public abstract string Write(TRow row);

    /// <summary>Entities in the order of this key, as the selection takes it from them.</summary>
    public abstract IQueryable<TEntity> Order<TEntity>(
        IQueryable<TEntity> entities,
        Expression<Func<TEntity, TRow>> select,
        bool then,
        bool reverse
    );

    /// <summary>Row is strictly behind the key (in the list's own direction), or before it.</summary>
    public abstract Expression Beyond(ParameterExpression row, string key, bool behind);

    /// <summary>The same, or standing on the key itself.</summary>
    public abstract Expression BeyondOrAt(ParameterExpression row, string key, bool behind);

    protected bool Ascending(bool reverse) => descending == reverse;
}

internal sealed class PageKey<TRow, TKey> : PageKey<TRow>
{
    private static readonly MethodInfo CompareText = typeof(string).GetMethod(
        nameof(string.Compare),
        [typeof(string), typeof(string)]
    )!;

    private readonly Expression<Func<TRow, TKey>> key;
    private readonly Func<TRow, TKey> get;

    public PageKey(Expression<Func<TRow, TKey>> key, bool descending)
        : base(((MemberExpression)key.Body).Member, descending)
    {
        this.key = key;
        get = key.Compile();
    }

    public override string Write(TRow row) =>
        get(row) switch
        {
            string text => text,
            DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
            IFormattable and (Guid or int or long) and var number => ((IFormattable)number).ToString(
                null,
                CultureInfo.InvariantCulture
            ),
            { } id when ModelConventions.IsTypedId(id.GetType()) => TypedIds.Unwrap(id).ToString("N"),
            _ => throw new NotSupportedException($"Rows cannot be paged by {typeof(TKey).Name}."),
        };

    public override IQueryable<TEntity> Order<TEntity>(
        IQueryable<TEntity> entities,
        Expression<Func<TEntity, TRow>> select,
        bool then,
        bool reverse
    )
    {
        var by = Unselected.On(select, key);
        return (then, Ascending(reverse)) switch
        {
            (false, true) => entities.OrderBy(by),
            (false, false) => entities.OrderByDescending(by),
            (true, true) => ((IOrderedQueryable<TEntity>)entities).ThenBy(by),
            (true, false) => ((IOrderedQueryable<TEntity>)entities).ThenByDescending(by),
        };
    }

    public override Expression Beyond(ParameterExpression row, string key, bool behind) =>
        Compare(row, key, Ascending(!behind) ? ExpressionType.GreaterThan : ExpressionType.LessThan);

    public override Expression BeyondOrAt(ParameterExpression row, string key, bool behind) =>
        Compare(row, key, Ascending(!behind) ? ExpressionType.GreaterThanOrEqual : ExpressionType.LessThanOrEqual);

    private BinaryExpression Compare(ParameterExpression row, string text, ExpressionType comparison)
    {
        var member = Expression.Property(row, Member);
        // A property of an object, not a constant: so that the value becomes a parameter of the statement.
        var value = Expression.Property(Expression.Constant(new Held<TKey>(Read(text))), nameof(Held<TKey>.Value));
        if (typeof(TKey) == typeof(string))
        {
            return Expression.MakeBinary(
                comparison,
                Expression.Call(CompareText, member, value),
                Expression.Constant(0)
            );
        }
        var native = typeof(TKey).IsPrimitive || typeof(TKey) == typeof(DateTimeOffset);
        return native
            ? Expression.MakeBinary(comparison, member, value)
            : Expression.MakeBinary(comparison, member, value, liftToNull: false, TypedIds.Comparison(typeof(TKey)));
    }

    private static TKey Read(string text)
    {
        object? value = null;
        if (typeof(TKey) == typeof(string))
        {
            // PostgreSQL takes no U+0000, so no row was ever at such a place.
            value = text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        else if (
            typeof(TKey) == typeof(DateTimeOffset)
            && long.TryParse(text, CultureInfo.InvariantCulture, out var ticks)
        )
        {
            value = ticks is >= 0 and <= 3_155_378_975_999_999_999 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        }
        else if (typeof(TKey) == typeof(int) && int.TryParse(text, CultureInfo.InvariantCulture, out var number))
        {
            value = number;
        }
        else if (typeof(TKey) == typeof(long) && long.TryParse(text, CultureInfo.InvariantCulture, out var large))
        {
            value = large;
        }
        else if (Guid.TryParse(text, out var id))
        {
            value = TypedIds.Wrap(typeof(TKey), id);
        }
        return value is TKey key ? key : throw new ForeignCursorException();
    }
}

internal sealed record Held<T>(T Value);
