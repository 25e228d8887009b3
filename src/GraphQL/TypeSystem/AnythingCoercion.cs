using System.Text.Json;
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
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.TryGetInt32(out var whole) ? whole : value.GetDouble(),
            JsonValueKind.Array => value.EnumerateArray().Select(ParseValue).ToArray(),
            JsonValueKind.Object => value
                .EnumerateObject()
                .ToDictionary(item => item.Name, item => ParseValue(item.Value)),
        };

    public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        UntypedLiteral.ToValue(literal, variables);

    public override object? Serialize(object value) => value;
}
