using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>
/// Coerces the defaults of a schema once (spec 3.6.1, 3.10; 6.4.1). A default of an input object may need the defaults of that object's
/// fields, so those come first; one that needs itself is no default.
/// </summary>
internal sealed class DefaultValues
{
    private readonly Dictionary<InputValue, (string Coordinate, ValueNode Literal)> waiting = [];
    private readonly HashSet<InputValue> working = [];
    private readonly List<InvalidDefault> invalid = [];

    public IReadOnlyList<InvalidDefault> Invalid => invalid;

    /// <summary>Notes an argument or input field whose default is still a literal only.</summary>
    public void Add(string coordinate, InputValue value)
    {
        if (value.DefaultValue is { } literal)
        {
            waiting[value] = (coordinate, literal);
        }
    }

    public void CoerceAll()
    {
        foreach (var value in waiting.Keys.ToArray())
        {
            Coerce(value);
        }
    }

    private void Coerce(InputValue value)
    {
        if (!waiting.TryGetValue(value, out var item))
        {
            return;
        }

        if (!working.Add(value))
        {
            Drop(value, item.Coordinate, isCircular: true);
            return;
        }

        CoerceFieldsOf(item.Literal, value.Type);
        if (!waiting.Remove(value))
        {
            return;
        }

        if (value.Type.IsInput && LiteralCoercion.TryCoerce(item.Literal, value.Type, null, out var coerced))
        {
            value.Default = coerced;
        }
        else
        {
            Drop(value, item.Coordinate, isCircular: false);
        }
    }

    private void Drop(InputValue value, string coordinate, bool isCircular)
    {
        waiting.Remove(value);
        invalid.Add(new InvalidDefault(coordinate, value, isCircular));
        value.DefaultValue = null;
    }

    /// <summary>Coerces the defaults that a literal takes in by leaving fields out.</summary>
    private void CoerceFieldsOf(ValueNode literal, GraphQLType type)
    {
        if (literal is ListValueNode list)
        {
            foreach (var item in list.Values)
            {
                CoerceFieldsOf(item, type);
            }
        }
        else if (literal is ObjectValueNode @object && type.Named is InputObjectType input)
        {
            foreach (var field in input.Fields)
            {
                var given = @object.Fields.LastOrDefault(item =>
                    string.Equals(item.Name.Value, field.Name, StringComparison.Ordinal)
                );
                if (given is null)
                {
                    Coerce(field);
                }
                else
                {
                    CoerceFieldsOf(given.Value, field.Type);
                }
            }
        }
    }
}
