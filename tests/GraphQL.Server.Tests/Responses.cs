using System.Text.Json;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>Reads answers the way a client would.</summary>
internal static class Responses
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return json.RootElement.Clone();
    }

    /// <summary>The code of the first error, of a whole response or of a list of errors.</summary>
    public static string? Code(this JsonElement json)
    {
        var errors = json.ValueKind == JsonValueKind.Array ? json : json.GetProperty("errors");
        return errors[0].TryGetProperty("extensions", out var extensions)
            ? extensions.GetProperty("code").GetString()
            : null;
    }

    public static async Task<string?> CodeAsync(this HttpResponseMessage response) =>
        (await response.JsonAsync()).Code();
}
