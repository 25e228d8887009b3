using System.Net;
using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>A response of /graphql as it came.</summary>
public sealed record Reply(HttpStatusCode Status, string Text)
{
    public JsonElement Json { get; } = Parse(Text);

    public JsonElement Data => Json.GetProperty("data");

    public IReadOnlyList<JsonElement> Errors =>
        Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    /// <summary>extensions.code of each error of the request.</summary>
    public IReadOnlyList<string?> Codes => [.. Errors.Select(error => error.At("extensions.code").GetString())];

    public JsonElement DataWithoutErrors()
    {
        Errors.ShouldBeEmpty(Text);
        return Data;
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException notJson)
        {
            throw new InvalidOperationException($"This is no JSON: {text}", notJson);
        }
    }
}

internal static class JsonPath
{
    /// <summary>Members by name, items by number: "customers.nodes.0.name".</summary>
    public static JsonElement At(this JsonElement json, string path)
    {
        foreach (var part in path.Split('.'))
        {
            json =
                json.ValueKind is JsonValueKind.Array ? json[int.Parse(part, provider: null)]
                : json.ValueKind is JsonValueKind.Object && json.TryGetProperty(part, out var member) ? member
                : throw new InvalidOperationException($"There is no \"{part}\" of {path} in {json}");
        }

        return json;
    }

    public static string Text(this JsonElement json, string path) =>
        json.At(path).GetString() ?? throw new InvalidOperationException($"{path} is null in {json}");

    public static bool IsNull(this JsonElement json, string path) => json.At(path).ValueKind is JsonValueKind.Null;

    public static IReadOnlyList<JsonElement> List(this JsonElement json, string path) =>
        [.. json.At(path).EnumerateArray()];

    public static IReadOnlyList<string> Texts(this JsonElement json, string path, string member) =>
        [.. json.List(path).Select(item => item.Text(member))];
}
