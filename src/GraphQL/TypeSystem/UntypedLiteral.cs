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
                ? whole
                : double.Parse(node.Value, CultureInfo.InvariantCulture),
            FloatValueNode node => double.Parse(node.Value, CultureInfo.InvariantCulture),
            StringValueNode node => node.Value,
            BooleanValueNode node => node.Value,
            EnumValueNode node => node.Value,
            ListValueNode node => node.Values.Select(item => ToValue(item, variables)).ToArray(),
            ObjectValueNode node => ToDictionary(node, variables),
            VariableNode node => variables?.GetValueOrDefault(node.Name.Value),
            _ => throw new InvalidOperationException($"{literal.Kind} is not a value."),
        };

    /// <summary>Of two fields with one name the last counts: that there are two is for validation to tell (spec 5.6.3).</summary>
    private static Dictionary<string, object?> ToDictionary(
        ObjectValueNode literal,
        IReadOnlyDictionary<string, object?>? variables
    )
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in literal.Fields)
        {
            fields[field.Name.Value] = ToValue(field.Value, variables);
        }

        return fields;
    }
}
