using System.Text.Json;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>The coercion of a custom scalar that has no code of its own.</summary>
internal sealed class AnythingCoercion : ScalarCoercion
{
    public override object? ParseValue(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => JsonText.Of(value),
            JsonValueKind.Number => value.TryGetInt32(out var whole) ? (object)whole : value.GetDouble(),
            JsonValueKind.Array => value.EnumerateArray().Select(ParseValue).ToArray(),
            JsonValueKind.Object => Fields(value),
        };

    public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        UntypedLiteral.ToValue(literal, variables);

    public override object? Serialize(object value) => value;

    // Of a name that is given twice, the last value counts, as in any JSON reader.
    private Dictionary<string, object?> Fields(JsonElement value)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            fields[JsonText.NameOf(property)] = ParseValue(property.Value);
        }

        return fields;
    }
}
