using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>Input coercion of a literal (spec 3.5 to 3.12, "Input Coercion"; 6.4.1). Variables inside have been coerced before.</summary>
public static class LiteralCoercion
{
    /// <summary>
    /// Whether the literal is a value of the type, and which. A variable that was not given makes it none, except as a field of an input
    /// object (then left out) or an item of a list of nullable items (then null).
    /// </summary>
    public static bool TryCoerce(ValueNode literal, GraphQLType type, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
        {
            return variables is not null
                && variables.TryGetValue(variable.Name.Value, out value)
                && !(value is null && type.IsNonNull);
        }

        if (type is NonNullType nonNull)
        {
            return literal is not NullValueNode && TryCoerce(literal, nonNull.OfType, variables, out value);
        }

        return literal is NullValueNode
            || type switch
            {
                ListType list => TryCoerceList(literal, list, variables, out value),
                InputObjectType input => TryCoerceObject(literal, input, variables, out value),
                EnumType @enum => TryCoerceEnum(literal, @enum, out value),
                ScalarType scalar => TryCoerceScalar(literal, scalar, variables, out value),
                _ => false,
            };
    }

    /// <summary>Whether a variable stands anywhere in the literal.</summary>
    public static bool HasVariable(ValueNode literal) =>
        literal switch
        {
            VariableNode => true,
            ListValueNode list => list.Values.Any(HasVariable),
            ObjectValueNode @object => @object.Fields.Any(static field => HasVariable(field.Value)),
            _ => false,
        };

    private static bool TryCoerceList(ValueNode literal, ListType type, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is not ListValueNode list)
        {
            if (!TryCoerce(literal, type.OfType, variables, out var single))
            {
                return false;
            }

            value = new[] { single };
            return true;
        }

        var items = new object?[list.Values.Length];
        for (var at = 0; at < items.Length; at++)
        {
            var item = list.Values[at];
            if (IsMissing(item, variables))
            {
                if (type.OfType.IsNonNull)
                {
                    return false;
                }
            }
            else if (!TryCoerce(item, type.OfType, variables, out items[at]))
            {
                return false;
            }
        }

        value = items;
        return true;
    }

    private static bool TryCoerceObject(
        ValueNode literal,
        InputObjectType type,
        VariableValues? variables,
        out object? value
    )
    {
        value = null;
        if (literal is not ObjectValueNode @object)
        {
            return false;
        }

        var coerced = new List<KeyValuePair<string, object?>>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            var given = LastOf(@object, field.Name);
            if (given is null || IsMissing(given, variables))
            {
                if (field.HasDefault)
                {
                    coerced.Add(new(field.Name, field.Default));
                }
                else if (field.Type.IsNonNull)
                {
                    return false;
                }
            }
            else if (TryCoerce(given, field.Type, variables, out var item))
            {
                coerced.Add(new(field.Name, item));
            }
            else
            {
                return false;
            }
        }

        if (type.IsOneOf && (coerced.Count != 1 || coerced[0].Value is null))
        {
            return false;
        }

        value = new InputObject(coerced);
        return true;
    }

    private static bool TryCoerceEnum(ValueNode literal, EnumType type, out object? value)
    {
        value = literal is EnumValueNode name ? type.Values.Find(name.Value)?.Name : null;
        return value is not null;
    }

    private static bool TryCoerceScalar(
        ValueNode literal,
        ScalarType type,
        VariableValues? variables,
        out object? value
    )
    {
        try
        {
            value = type.Coercion.ParseLiteral(literal, variables);
            return true;
        }
        catch (Exception exception)
            when (exception
                    is GraphQLException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            value = null;
            return false;
        }
    }

    private static ValueNode? LastOf(ObjectValueNode literal, string name)
    {
        for (var at = literal.Fields.Length - 1; at >= 0; at--)
        {
            if (string.Equals(literal.Fields[at].Name.Value, name, StringComparison.Ordinal))
            {
                return literal.Fields[at].Value;
            }
        }

        return null;
    }

    private static bool IsMissing(ValueNode literal, VariableValues? variables) =>
        literal is VariableNode variable && variables?.ContainsKey(variable.Name.Value) != true;
}
