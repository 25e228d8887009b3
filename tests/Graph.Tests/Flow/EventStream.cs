using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>A subscription over Server-Sent Events, read line by line.</summary>
public sealed class EventStream : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private readonly HttpResponseMessage response;
    private readonly StreamReader reader;

    private EventStream(HttpResponseMessage response, StreamReader reader)
    {
        this.response = response;
        this.reader = reader;
    }

    public static async Task<EventStream> OpenAsync(GraphClient client, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Endpoint)
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (client.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        return new EventStream(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>The data of the next event; null where the server completed the stream.</summary>
    public async Task<JsonElement?> NextAsync(TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(30));
        string? kind = null;
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line["event: ".Length..];
            if (kind is "complete")
                return null;
            if (kind is "next" && line.StartsWith("data: ", StringComparison.Ordinal))
                return new Reply(response.StatusCode, line["data: ".Length..]).Json;
        }

        return null;
    }

    /// <summary>The next event's payload of the field, which must be free of errors.</summary>
    public async Task<JsonElement> NextAsync(string field, TimeSpan? within = null)
    {
        var json = (await NextAsync(within)).ShouldNotBeNull("the stream ended");
        json.TryGetProperty("errors", out _).ShouldBeFalse(json.ToString());
        return json.At("data." + field);
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
