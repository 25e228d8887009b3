using System.Globalization;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Reads a literal as plain data where no type tells how (spec 3.5, custom scalars).</summary>
public static class UntypedLiteral
{
    /// <summary>The plain value of a literal; a variable that is not given is null.</summary>
    public static object? ToValue(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal switch
        {
            NullValueNode => null,
            IntValueNode node => int.TryParse(node.Value, CultureInfo.InvariantCulture, out var whole)
                ? (object)whole
                : double.Parse(node.Value, CultureInfo.InvariantCulture),
            FloatValueNode node => double.Parse(node.Value, CultureInfo.InvariantCulture),
            StringValueNode node => node.Value,
            BooleanValueNode node => node.Value,
            EnumValueNode node => node.Value,
            ListValueNode node => node.Values.Select(item => ToValue(item, variables)).ToArray(),
            ObjectValueNode node => Fields(node, variables),
            VariableNode node => variables?.GetValueOrDefault(node.Name.Value),
            _ => throw new InvalidOperationException($"{literal.Kind} is not a value."),
        };

    private static Dictionary<string, object?> Fields(
        ObjectValueNode literal,
        IReadOnlyDictionary<string, object?>? variables
    )
    {
        var fields = new Dictionary<string, object?>(literal.Fields.Length, StringComparer.Ordinal);
        foreach (var field in literal.Fields)
        {
            fields[field.Name.Value] = ToValue(field.Value, variables);
        }

        return fields;
    }
}
