using System.Collections.Concurrent;
using System.Reflection;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Paging;

/// <summary>What paging needs of ids that have a type of their own.</summary>
internal static class TypedIds
{
    private static readonly MethodInfo Open = typeof(TypedIds).GetMethod(
        nameof(InDatabase),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;
    private static readonly ConcurrentDictionary<Type, MethodInfo> Comparisons = new();

    public static Guid Unwrap(object id) => (Guid)id.GetType().GetProperty("Value")!.GetValue(id)!;

    public static object? Wrap(Type type, Guid value) =>
        type == typeof(Guid) ? value
        : ModelConventions.IsTypedId(type) ? Activator.CreateInstance(type, value)
        : null;

    /// <summary>C# knows no order of ids, the database does: the method only makes the comparison's tree, and is never run.</summary>
    public static MethodInfo Comparison(Type type) =>
        Comparisons.GetOrAdd(type, static id => Open.MakeGenericMethod(id));

    private static bool InDatabase<T>(T left, T right) =>
        throw new InvalidOperationException($"{left} and {right} are compared by the database alone.");
}
