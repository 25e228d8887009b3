using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.Conformance.Execution;

/// <summary>Replays execution cases and compares the responses: data with the order of its fields, errors in their order.</summary>
internal static class ExecutionReplay
{
    /// <summary>What is wrong with a case; null where it passes.</summary>
    public static async Task<string?> FailureOf(JsonElement content, string sdl)
    {
        if (
            content.TryGetProperty("error", out var failure)
            && content.GetProperty("source").ValueKind != JsonValueKind.String
        )
        {
            // The reference was given no document at all, or an object that is none.
            var response = await new CannedCase(WithoutSource(content), sdl).RunAsync();
            return Compare(failure.GetProperty("message").GetString()!, response);
        }

        var result = await new CannedCase(content, sdl).RunAsync();
        if (content.TryGetProperty("error", out failure))
        {
            return Compare(failure.GetProperty("message").GetString()!, result);
        }

        var expected = content.GetProperty("result");
        if (expected.TryGetProperty("$asyncIterator", out _))
        {
            return result is EventStream ? null : $"expected a stream, got {Text(result)}";
        }

        var actual = Text(result);
        return Matches(expected, actual) ? null : $"expected {expected.GetRawText()}, got {actual}";
    }

    private static string? Compare(string message, ExecutionResult result) =>
        result is SingleResult single && single.Errors.Any(error => error.Message == message)
            ? null
            : $"expected the error {message}, got {Text(result)}";

    private static JsonElement WithoutSource(JsonElement content)
    {
        var copy = JsonNode.Parse(content.GetRawText())!.AsObject();
        copy["source"] = null;
        return JsonSerializer.SerializeToElement(copy);
    }

    public static string Text(ExecutionResult result) =>
        result is SingleResult single ? System.Text.Encoding.UTF8.GetString(single.Json.Span) : "a stream";

    /// <summary>Whether a response says the same: codes in extensions are ours, the reference has none.</summary>
    public static bool Matches(JsonElement expected, string actual)
    {
        var got = JsonNode.Parse(actual)!.AsObject();
        got.Remove("extensions");
        foreach (var error in got["errors"]?.AsArray() ?? [])
        {
            error!.AsObject().Remove("extensions");
        }

        var want = JsonNode.Parse(expected.GetRawText())!.AsObject();
        return JsonNode.DeepEquals(want["errors"], got["errors"])
            && want["data"]?.ToJsonString() == got["data"]?.ToJsonString()
            && want.ContainsKey("data") == got.ContainsKey("data");
    }
}
