using System.Text.Json;

namespace PartnerGraph.Conformance.Execution;

/// <summary>Execution cases that need JavaScript itself, each with its reason.</summary>
internal static class ExecutionExceptions
{
    private static readonly (string Test, string Reason)[] All =
    [
        (
            "should pass through unexpected errors thrown in subscribe",
            "The document is a JavaScript object that no parser made; here a document is text."
        ),
    ];

    public static string? ReasonOf(JsonElement content)
    {
        var test = content.GetProperty("test").GetString()!;
        return All.Where(each => test.EndsWith(each.Test, StringComparison.Ordinal))
            .Select(each => each.Reason)
            .FirstOrDefault();
    }
}
