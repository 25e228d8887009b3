using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Hosting;

/// <summary>Operations over HTTP, as any client sends them.</summary>
public static class Asking
{
    public static async Task<Answer> AskAsync(
        this GraphServer server,
        string? token,
        string query,
        object? variables = null
    )
    {
        using var http = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = JsonContent.Create(new { query, variables });
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>A response, to be looked into by names.</summary>
public sealed record Answer(string Text)
{
    private readonly JsonElement root = JsonDocument.Parse(Text).RootElement;

    /// <summary>What stands in data under these names; null for null, and where something before it is null.</summary>
    public JsonElement? this[params string[] path]
    {
        get
        {
            var at = root.TryGetProperty("data", out var data) ? data : default;
            foreach (var name in path)
            {
                if (at.ValueKind is not JsonValueKind.Object)
                    return null;
                at = at.GetProperty(name);
            }
            return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
        }
    }

    public string? Word(params string[] path) => this[path]?.GetString();

    /// <summary>The codes with which the request itself, or a field, was refused.</summary>
    public IReadOnlyList<string> ErrorCodes =>
        root.TryGetProperty("errors", out var errors)
            ?
            [
                .. errors
                    .EnumerateArray()
                    .Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!),
            ]
            : [];

    /// <summary>The expected refusals of one mutation: <c>EMAIL_TAKEN email</c>.</summary>
    public IReadOnlyList<string> Refusals(string mutation)
    {
        ErrorCodes.ShouldBeEmpty(Text);
        return
        [
            .. this[mutation, "errors"]!
                .Value.EnumerateArray()
                .Select(error => string.Join(' ', [error.GetProperty("code").GetString()!, .. PathOf(error)])),
        ];
    }

    private static IEnumerable<string> PathOf(JsonElement error) =>
        error.GetProperty("path") is { ValueKind: JsonValueKind.Array } path
            ? path.EnumerateArray().Select(name => name.GetString()!)
            : [];
}
