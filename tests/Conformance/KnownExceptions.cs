using System.Text.Json;
using PartnerGraph.Conformance.Execution;

namespace PartnerGraph.Conformance;

/// <summary>
/// The frozen list of cases that need JavaScript itself, each with its reason. It grows only with a reason in the commit.
/// </summary>
internal static class KnownExceptions
{
    private static readonly Known[] All =
    [
        new(
            "utilities/astFromValue",
            "converts string values to Enum ASTs if possible",
            "someArbitrary",
            "an enum value that stands for a JavaScript object; here an enum value is its name"
        ),
        new(
            "utilities/astFromValue",
            "converts array values to List ASTs",
            "\"args\":[{},",
            "a JavaScript generator, of which the case holds nothing"
        ),
        new(
            "utilities/coerceInputValue",
            "returns no error for a known enum name",
            "123456789",
            "an enum value that stands for a number; here an enum value is its name"
        ),
        new("utilities/coerceInputValue", "returns NaN as value", "NaN", "a default that no literal can write: NaN"),
        new(
            "utilities/coerceInputValue",
            "returns no error for a valid iterable input",
            "\"args\":[{},",
            "a JavaScript generator, of which the case holds nothing"
        ),
        new(
            "utilities/valueFromAST",
            "rejects empty input",
            "\"args\":[null,",
            "no literal at all: the compiler keeps that from being asked"
        ),
        .. new[] { "\"RED\"", "\"NULL\"", "\"NAN\"" }.Select(static value => new Known(
            "utilities/valueFromAST",
            "converts enum values according to input coercion rules",
            value,
            "an enum value that stands for another value; here an enum value is its name"
        )),
    ];

    /// <summary>Why a case cannot be replayed; null where it can.</summary>
    public static string? ReasonOf(Case item) =>
        Array.Find(All, exception => exception.Matches(item))?.Reason
        ?? (item.Has("resolverTrace") ? ExecutionExceptions.ReasonOf(item.Content) : null);

    /// <summary>One case: its file, the end of its name, and what else tells it from cases of that name.</summary>
    private sealed record Known(string File, string Test, string Content, string Reason)
    {
        public bool Matches(Case item) =>
            string.Equals($"{item.Area}/{item.File}", File, StringComparison.Ordinal)
            && item.Name.EndsWith(Test, StringComparison.Ordinal)
            && JsonSerializer.Serialize(item.Content).Contains(Content, StringComparison.Ordinal);
    }
}
