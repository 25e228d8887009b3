using System.Globalization;
using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>The scalars that every schema has (spec 3.5.1 to 3.5.5). Shared by all schemas.</summary>
public static class BuiltInScalars
{
    /// <summary>Signed 32-bit whole numbers (spec 3.5.1).</summary>
    public static ScalarType Int { get; } =
        Make(
            "Int",
            "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.",
            new IntCoercion()
        );

    /// <summary>Double precision numbers (spec 3.5.2).</summary>
    public static ScalarType Float { get; } =
        Make(
            "Float",
            "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
            new FloatCoercion()
        );

    /// <summary>Text (spec 3.5.3).</summary>
    public static ScalarType String { get; } =
        Make(
            "String",
            "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.",
            new StringCoercion()
        );

    /// <summary>True and false (spec 3.5.4).</summary>
    public static ScalarType Boolean { get; } =
        Make("Boolean", "The `Boolean` scalar type represents `true` or `false`.", new BooleanCoercion());

    /// <summary>Opaque identifiers (spec 3.5.5).</summary>
    public static ScalarType ID { get; } =
        Make(
            "ID",
            "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.",
            new IdCoercion()
        );

    /// <summary>All five, in the order that schemas list them.</summary>
    public static IReadOnlyList<ScalarType> All { get; } = [String, Int, Float, Boolean, ID];

    /// <summary>The built-in scalar of that name; null where there is none.</summary>
    public static ScalarType? Find(string name) =>
        name switch
        {
            "Int" => Int,
            "Float" => Float,
            "String" => String,
            "Boolean" => Boolean,
            "ID" => ID,
            _ => null,
        };

    private static ScalarType Make(string name, string description, ScalarCoercion coercion) =>
        new(name) { Description = description, Coercion = coercion };

    private static GraphQLException Refuse(string message) => new(message, ErrorCodes.BadUserInput);

    /// <summary>The text is a number as JavaScript's <c>Number</c> would take it, for results that come as text.</summary>
    private static object Numeric(object value) =>
        value switch
        {
            bool flag => flag ? 1d : 0d,
            string { Length: > 0 } text => double.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : double.NaN,
            int or long or short or byte or uint or float or decimal or double => Convert.ToDouble(
                value,
                CultureInfo.InvariantCulture
            ),
            _ => value,
        };

    private sealed class IntCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Number)
            {
                throw Refuse($"Int cannot represent non-integer value: {ValueText.Of(value)}");
            }

            return value.TryGetInt32(out var whole) ? whole : ToInt(value.GetDouble());
        }

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables)
        {
            if (literal is not IntValueNode number)
            {
                throw Refuse($"Int cannot represent non-integer value: {Printer.Print(literal)}");
            }

            return int.TryParse(
                number.Value,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var whole
            )
                ? whole
                : throw Refuse($"Int cannot represent non 32-bit signed integer value: {number.Value}");
        }

        public override object? Serialize(object value) =>
            value switch
            {
                int => value,
                bool flag => flag ? 1 : 0,
                _ => Numeric(value) is double number && NumberText.IsWhole(number)
                    ? ToInt(number, ValueText.Of(value))
                    : throw Refuse($"Int cannot represent non-integer value: {ValueText.Of(value)}"),
            };

        private static object ToInt(double number, string? shown = null)
        {
            shown ??= NumberText.Of(number);
            if (!NumberText.IsWhole(number))
            {
                throw Refuse($"Int cannot represent non-integer value: {shown}");
            }

            return number is >= int.MinValue and <= int.MaxValue
                ? (int)number
                : throw Refuse($"Int cannot represent non 32-bit signed integer value: {shown}");
        }
    }

    private sealed class FloatCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble())
                ? value.GetDouble()
                : throw Refuse($"Float cannot represent non numeric value: {ValueText.Of(value)}");

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            literal switch
            {
                IntValueNode node => double.Parse(node.Value, CultureInfo.InvariantCulture),
                FloatValueNode node => double.Parse(node.Value, CultureInfo.InvariantCulture),
                _ => throw Refuse($"Float cannot represent non numeric value: {Printer.Print(literal)}"),
            };

        public override object? Serialize(object value) =>
            value switch
            {
                double number when double.IsFinite(number) => value,
                _ => Numeric(value) is double number && double.IsFinite(number)
                    ? number
                    : throw Refuse($"Float cannot represent non numeric value: {ValueText.Of(value)}"),
            };
    }

    private sealed class StringCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) =>
            value.ValueKind == JsonValueKind.String
                ? JsonText.Of(value)
                : throw Refuse($"String cannot represent a non string value: {ValueText.Of(value)}");

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            literal is StringValueNode node
                ? node.Value
                : throw Refuse($"String cannot represent a non string value: {Printer.Print(literal)}");

        public override object? Serialize(object value) =>
            value switch
            {
                string => value,
                bool flag => flag ? "true" : "false",
                char or Guid => value.ToString(),
                _ => Numeric(value) is double number && double.IsFinite(number)
                    ? Digits(value, number)
                    : throw Refuse($"String cannot represent value: {ValueText.Of(value)}"),
            };
    }

    private sealed class BooleanCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? value.GetBoolean()
                : throw Refuse($"Boolean cannot represent a non boolean value: {ValueText.Of(value)}");

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            literal is BooleanValueNode node
                ? node.Value
                : throw Refuse($"Boolean cannot represent a non boolean value: {Printer.Print(literal)}");

        public override object? Serialize(object value) =>
            value switch
            {
                bool => value,
                not string when Numeric(value) is double number && double.IsFinite(number) => number != 0,
                _ => throw Refuse($"Boolean cannot represent a non boolean value: {ValueText.Of(value)}"),
            };
    }

    private sealed class IdCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) =>
            value.ValueKind switch
            {
                JsonValueKind.String => JsonText.Of(value),
                JsonValueKind.Number when value.TryGetInt64(out var whole) => whole.ToString(
                    CultureInfo.InvariantCulture
                ),
                JsonValueKind.Number when NumberText.IsWhole(value.GetDouble()) => NumberText.Of(value.GetDouble()),
                _ => throw Refuse($"ID cannot represent value: {ValueText.Of(value)}"),
            };

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            literal switch
            {
                StringValueNode node => node.Value,
                IntValueNode node => node.Value,
                _ => throw Refuse($"ID cannot represent a non-string and non-integer value: {Printer.Print(literal)}"),
            };

        public override object? Serialize(object value) =>
            value switch
            {
                string => value,
                Guid => value.ToString(),
                not bool when Numeric(value) is double number && NumberText.IsWhole(number) => Digits(value, number),
                _ => throw Refuse($"ID cannot represent value: {ValueText.Of(value)}"),
            };
    }

    private static string Digits(object value, double number) =>
        value is long or decimal ? Convert.ToString(value, CultureInfo.InvariantCulture)! : NumberText.Of(number);
}
