using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;

namespace PartnerGraph.Conformance;

/// <summary>The JSON of cases: its tags, its errors, and how it is compared.</summary>
internal static class CaseJson
{
    /// <summary>A string's text; lone surrogates, which the JSON reader refuses, are kept.</summary>
    public static string Text(JsonElement value)
    {
        var raw = value.GetRawText();
        return Regex.Replace(
            raw[1..^1],
            """\\(?:u[0-9a-fA-F]{4}|.)""",
            static escape =>
                escape.Value[1] switch
                {
                    'u' => ((char)Convert.ToInt32(escape.Value[2..], 16)).ToString(),
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    'b' => "\b",
                    'f' => "\f",
                    var itself => itself.ToString(),
                },
            RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );
    }

    /// <summary>Whether the value says that there is none.</summary>
    public static bool IsUndefined(JsonElement value) => Tag(value, "$undefined") is not null;

    /// <summary>The content of a tagged value; null where it is not tagged so.</summary>
    public static JsonElement? Tag(JsonElement value, string tag) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(tag, out var content) ? content : null;

    /// <summary>Message and locations, as cases write errors; no locations where there are none.</summary>
    public static JsonObject Error(GraphQLError error)
    {
        var json = new JsonObject { ["message"] = error.Message };
        if (!error.Locations.IsEmpty)
        {
            json["locations"] = new JsonArray([
                .. error.Locations.Select(static at => new JsonObject { ["line"] = at.Line, ["column"] = at.Column }),
            ]);
        }

        return json;
    }

    public static string? Difference(JsonNode? actual, JsonElement expected) => Difference(actual, Plain(expected));

    public static string? Difference(JsonNode? actual, JsonNode? expected) =>
        JsonNode.DeepEquals(actual, expected)
            ? null
            : $"expected {expected?.ToJsonString() ?? "null"}, got {actual?.ToJsonString() ?? "null"}";

    /// <summary>What was expected without tags: undefined is null, a number that JSON does not know is its name.</summary>
    public static JsonNode? Plain(JsonElement value)
    {
        if (IsUndefined(value))
        {
            return null;
        }

        if (Tag(value, "$number") is { } number)
        {
            return JsonValue.Create(number.GetString());
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => new JsonObject(
                value.EnumerateObject().Select(static item => KeyValuePair.Create(item.Name, Plain(item.Value)))
            ),
            JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Plain)]),
            JsonValueKind.String => JsonValue.Create(Text(value)),
            _ => JsonNode.Parse(value.GetRawText()),
        };
    }

    /// <summary>A coerced value as JSON.</summary>
    public static JsonNode? Of(object? value) =>
        value switch
        {
            null => null,
            bool flag => JsonValue.Create(flag),
            string text => JsonValue.Create(text),
            double number when !double.IsFinite(number) => JsonValue.Create(NumberText.Of(number)),
            IReadOnlyDictionary<string, object?> fields => new JsonObject(
                fields.Select(static item => KeyValuePair.Create(item.Key, Of(item.Value)))
            ),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Of)]),
            _ => JsonNode.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };

    /// <summary>Plain data of tagged JSON: what a JavaScript caller would have passed.</summary>
    public static object? Data(JsonElement value)
    {
        if (IsUndefined(value))
        {
            return null;
        }

        if (Tag(value, "$number") is { } number)
        {
            return double.Parse(number.GetString()!, CultureInfo.InvariantCulture);
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => value
                .EnumerateObject()
                .ToDictionary(static item => item.Name, static item => Data(item.Value), StringComparer.Ordinal),
            JsonValueKind.Array => value.EnumerateArray().Select(Data).ToArray(),
            JsonValueKind.String => Text(value),
            JsonValueKind.Number => value.TryGetInt32(out var whole) ? (object)whole : value.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}
