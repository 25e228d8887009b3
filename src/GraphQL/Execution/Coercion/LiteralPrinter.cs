using System.Collections;
using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>From a coerced input value back to the literal that a reader would write (spec 2.9; defaults in 4.2.5).</summary>
public static class LiteralPrinter
{
    /// <summary>
    /// The literal; null where the value has none (null for a non-null type). A scalar that cannot give out the value throws its
    /// <see cref="Errors.GraphQLException"/>.
    /// </summary>
    public static ValueNode? FromValue(object? value, GraphQLType type) =>
        (value, type) switch
        {
            (_, NonNullType nonNull) => FromValue(value, nonNull.OfType) is { } literal and not NullValueNode
                ? literal
                : null,
            (null, _) => new NullValueNode(),
            (IEnumerable items and not string and not IReadOnlyDictionary<string, object?>, ListType list) => FromList(
                items,
                list
            ),
            (_, ListType list) => FromValue(value, list.OfType),
            (IReadOnlyDictionary<string, object?> fields, InputObjectType input) => FromObject(fields, input),
            (_, InputObjectType) => null,
            (_, EnumType @enum) => FromEnum(value, @enum),
            (_, ScalarType scalar) => FromScalar(value, scalar),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };

    private static ListValueNode FromList(IEnumerable items, ListType type) =>
        new() { Values = [.. items.Cast<object?>().Select(item => FromValue(item, type.OfType)).OfType<ValueNode>()] };

    private static ObjectValueNode FromObject(IReadOnlyDictionary<string, object?> values, InputObjectType type)
    {
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var field in type.Fields)
        {
            if (values.TryGetValue(field.Name, out var value) && FromValue(value, field.Type) is { } literal)
            {
                fields.Add(
                    new ObjectFieldNode
                    {
                        Name = new NameNode { Value = field.Name },
                        Value = literal,
                    }
                );
            }
        }

        return new ObjectValueNode { Fields = fields.ToImmutable() };
    }

    private static EnumValueNode FromEnum(object value, EnumType type) =>
        value is string name && type.Values.Find(name) is not null
            ? new EnumValueNode { Value = name }
            : throw new Errors.GraphQLException($"Enum \"{type.Name}\" cannot represent value: {ValueText.Of(value)}");

    private static ValueNode? FromScalar(object value, ScalarType type) =>
        type.Coercion.Serialize(value) switch
        {
            null => null,
            bool flag => new BooleanValueNode { Value = flag },
            string text when ReferenceEquals(type, BuiltInScalars.ID) && IsInteger(text) => new IntValueNode
            {
                Value = text,
            },
            string text => new StringValueNode { Value = text },
            double number when double.IsFinite(number) => FromNumber(NumberText.Of(number)),
            IFormattable number and (int or long or decimal or short or byte or float) => FromNumber(
                number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)
            ),
            IReadOnlyDictionary<string, object?> or object?[] => Untyped(value),
            var other => throw new Errors.GraphQLException($"Cannot convert value to AST: {ValueText.Of(other)}."),
        };

    // A custom scalar may hold structures; they have no type that would say more than their shape.
    private static ValueNode Untyped(object? value) =>
        value switch
        {
            null => new NullValueNode(),
            bool flag => new BooleanValueNode { Value = flag },
            string text => new StringValueNode { Value = text },
            double number => FromNumber(NumberText.Of(number)),
            IReadOnlyDictionary<string, object?> fields => new ObjectValueNode
            {
                Fields =
                [
                    .. fields.Select(field => new ObjectFieldNode
                    {
                        Name = new NameNode { Value = field.Key },
                        Value = Untyped(field.Value),
                    }),
                ],
            },
            object?[] items => new ListValueNode { Values = [.. items.Select(Untyped)] },
            IFormattable number => FromNumber(number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new Errors.GraphQLException($"Cannot convert value to AST: {ValueText.Of(value)}."),
        };

    private static ValueNode FromNumber(string text) =>
        IsInteger(text) ? new IntValueNode { Value = text } : new FloatValueNode { Value = text };

    /// <summary>An Int literal: digits without a leading zero, perhaps negative.</summary>
    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0
            && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits.Length == 1 || digits[0] != '0');
    }
}
