using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.Graph.Idempotency;

/// <summary>An answer as it is kept: null wherever a secret stood, by its place in the answer, so that no alias hides one.</summary>
internal static class KeptAnswer
{
    // More is nobody's answer to a mutation; the client is told that it was carried out.
    private const int Most = 1024 * 1024;

    private static readonly JsonSerializerOptions AsWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Stands for the errors of the first answer, which are in its text: they decide the status.</summary>
    private static readonly GraphQLError[] ErrorsInside = [new("The answer that is repeated has errors.")];

    /// <summary>Null where it is too large to be kept.</summary>
    public static string? Of(SingleResult result, IReadOnlyList<ImmutableArray<object>> withheld)
    {
        if (result.Json.Length > Most)
            return null;
        if (withheld.Count == 0)
            return Encoding.UTF8.GetString(result.Json.Span);
        var root = JsonNode.Parse(result.Json.Span)!;
        foreach (var path in withheld)
            Clear(root["data"], path);
        return root.ToJsonString(AsWritten);
    }

    public static SingleResult Repeated(string answer, bool hasErrors) =>
        new(Encoding.UTF8.GetBytes(answer), hasErrors ? ErrorsInside : [], ResultKind.Executed);

    private static void Clear(JsonNode? data, ImmutableArray<object> path)
    {
        var at = data;
        foreach (var step in path[..^1])
            at = step is int index ? at?[index] : at?[(string)step];
        if (at is JsonObject last)
            last[(string)path[^1]] = null;
    }
}
