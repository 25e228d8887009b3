using System.Linq.Expressions;
using System.Reflection;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Reads <c>x => x.Name</c> as a member.</summary>
internal static class MemberPath
{
    /// <summary>The member that the expression reads; an expression that is no member is refused at start.</summary>
    public static MemberInfo Of(LambdaExpression expression) =>
        expression.Body is MemberExpression { Expression: ParameterExpression } member
            ? member.Member
            : throw new ArgumentException($"{expression} is no member of its parameter.", nameof(expression));

    /// <summary>A delegate for the member: a property's own getter, without a compiled expression around it.</summary>
    public static Func<T, TResult> Reader<T, TResult>(Expression<Func<T, TResult>> expression) =>
        Of(expression) is PropertyInfo { GetMethod: { } getter }
        && !typeof(T).IsValueType
        && getter.ReturnType == typeof(TResult)
            ? getter.CreateDelegate<Func<T, TResult>>()
            : expression.Compile();

    /// <summary>The member's name as GraphQL writes it.</summary>
    public static string CamelCase(MemberInfo member) => CamelCase(member.Name);

    /// <summary>A name with its first letter small.</summary>
    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
