using System.Linq.Expressions;

namespace PartnerGraph.Persistence.Paging;

/// <summary>Says of an entity what was said of the row selected from it: row.Name becomes what the selection puts into Name.</summary>
internal static class Unselected
{
    public static Expression<Func<TEntity, TResult>> On<TEntity, TRow, TResult>(
        Expression<Func<TEntity, TRow>> select,
        Expression<Func<TRow, TResult>> ofRow
    )
    {
        var body = new Replacement(ofRow.Parameters[0], select.Body).Visit(ofRow.Body);
        return Expression.Lambda<Func<TEntity, TResult>>(body, select.Parameters);
    }

    private sealed class Replacement(ParameterExpression row, Expression selected) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression == row && selected is MemberInitExpression init)
            {
                return init
                    .Bindings.OfType<MemberAssignment>()
                    .Single(binding => binding.Member.Name == node.Member.Name)
                    .Expression;
            }
            return base.VisitMember(node);
        }

        protected override Expression VisitParameter(ParameterExpression node) => node == row ? selected : node;
    }
}
