using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Language;

/// <summary>Replays a file of cases and tells all that differ at once.</summary>
internal static class CaseReplay
{
    /// <param name="file">Folder and file below the folder of cases.</param>
    /// <param name="difference">What differs in a case; null where nothing does.</param>
    public static void Replay(string[] file, Func<JsonElement, string?> difference)
    {
        var cases = ConformanceCases.Read(file);
        cases.ShouldNotBeEmpty();
        var failures = new List<string>();
        foreach (var item in cases)
        {
            if (difference(item) is { } text)
            {
                failures.Add(
                    $"{item.GetProperty("test").GetString()}: {text}\n  in {item.GetRawText()[..Math.Min(400, item.GetRawText().Length)]}"
                );
            }
        }

        Assert.True(
            failures.Count == 0,
            $"{failures.Count} of {cases.Count} cases differ:\n{string.Join('\n', failures.Take(20))}"
        );
    }

    /// <summary>A member's text; lone surrogates, which the JSON reader refuses, are kept.</summary>
    public static string Text(JsonElement item, string member)
    {
        var raw = item.GetProperty(member).GetRawText();
        return Regex.Replace(
            raw[1..^1],
            """\\(?:u[0-9a-fA-F]{4}|.)""",
            escape =>
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

    /// <summary>Message and locations as the cases write them.</summary>
    public static JsonObject Json(GraphQLError error) =>
        new()
        {
            ["message"] = error.Message,
            ["locations"] = new JsonArray([
                .. error.Locations.Select(at => new JsonObject { ["line"] = at.Line, ["column"] = at.Column }),
            ]),
        };

    public static string? Difference(JsonNode? actual, JsonElement expected)
    {
        var wanted = JsonNode.Parse(expected.GetRawText());
        return JsonNode.DeepEquals(actual, wanted)
            ? null
            : $"\n  expected {wanted?.ToJsonString()}\n  received {actual?.ToJsonString()}";
    }
}
