using System.Globalization;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>How many items a field is asked for: by argument, by variable, by their defaults.</summary>
internal sealed class ListSizes(
    OperationDefinitionNode operation,
    OperationLimits limits,
    IReadOnlyDictionary<string, object?>? variables
)
{
    /// <summary>Whether a size came from a variable.</summary>
    public bool UsedVariables { get; private set; }

    /// <summary>The largest size that the field's arguments tell; the assumed one where they tell none.</summary>
    public double Of(FieldNode field, FieldDefinition definition)
    {
        double? largest = null;
        foreach (var name in limits.SizeArguments)
        {
            if (definition.Arguments.Find(name) is { } argument && Of(field, argument) is { } size)
            {
                largest = Math.Max(largest ?? 0, size);
            }
        }

        return largest ?? limits.AssumedListSize;
    }

    private double? Of(FieldNode field, InputValue argument)
    {
        var given = field.Arguments.FirstOrDefault(one => one.Name.Value == argument.Name)?.Value;
        return given switch
        {
            null => Number(argument.DefaultValue),
            VariableNode variable => Number(variable.Name.Value, argument),
            _ => Number(given),
        };
    }

    private double? Number(string variable, InputValue argument)
    {
        UsedVariables = true;
        if (variables is not null && variables.TryGetValue(variable, out var value))
        {
            return value is IConvertible and not string
                ? Math.Max(0, Convert.ToDouble(value, CultureInfo.InvariantCulture))
                : null;
        }

        var definition = operation.VariableDefinitions.FirstOrDefault(one => one.Variable.Name.Value == variable);
        return Number(definition?.DefaultValue) ?? Number(argument.DefaultValue);
    }

    private static double? Number(ValueNode? literal) =>
        literal is IntValueNode number ? Math.Max(0, double.Parse(number.Value, CultureInfo.InvariantCulture)) : null;
}
