using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Reads objects that are dictionaries.</summary>
internal static class PlainData
{
    public static object? Property(object? parent, FieldContext context)
    {
        if (parent is not IReadOnlyDictionary<string, object?> data)
        {
            return null;
        }

        var value = data.GetValueOrDefault(context.Field.Name);
        return value is Func<FieldContext, object?> method ? method(context) : value;
    }

    public static string? TypeName(object value) =>
        (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("__typename") as string;
}
