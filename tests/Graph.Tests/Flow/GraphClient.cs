using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>Somebody who sends operations over HTTP: anonymous, or with a token.</summary>
public sealed class GraphClient(
    Uri address,
    string? token = null,
    string language = "en",
    string? idempotencyKey = null
)
{
    // One for all: its pool of connections is what a busy front-end would have.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 100 })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public Uri Endpoint { get; } = new(address, "/graphql");

    public string? Token => token;

    /// <summary>The same with the header Idempotency-Key.</summary>
    public GraphClient With(string key) => new(address, token, language, key);

    public GraphClient As(string? other) => new(address, other, language);

    public GraphClient Speaking(string other) => new(address, token, other);

    public Task<Reply> SendAsync(string query, object? variables = null) =>
        SendAsync(JsonContent.Create(new { query, variables }));

    public async Task<Reply> SendAsync(HttpContent body)
    {
        using var response = await PostAsync(body);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> PostAsync(HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = body };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/graphql-response+json, application/json;q=0.9");
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return Http.SendAsync(request);
    }

    /// <summary>The data of a query that must have no errors.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null) =>
        (await SendAsync(query, variables)).DataWithoutErrors();

    /// <summary>A mutation as a front-end sends it.</summary>
    /// <param name="input">Null for a mutation without input.</param>
    public Task<Reply> MutateAsync(string field, object? input, string selection = "")
    {
        var payload = $"{{ {selection} errors {{ code message path }} }}";
        var type = char.ToUpperInvariant(field[0]) + field[1..] + "Input!";
        return input is null
            ? SendAsync($"mutation {{ {field} {payload} }}")
            : SendAsync($"mutation($input: {type}) {{ {field}(input: $input) {payload} }}", new { input });
    }

    /// <summary>The payload of a mutation that must be done.</summary>
    public async Task<JsonElement> DoAsync(string field, object? input, string selection = "")
    {
        var payload = (await MutateAsync(field, input, selection)).DataWithoutErrors().GetProperty(field);
        payload.At("errors").GetArrayLength().ShouldBe(0, $"{field} was refused: {payload}");
        return payload;
    }

    /// <summary>The codes for which a mutation must be refused by the program's rules.</summary>
    public async Task<IReadOnlyList<string>> RefusalsAsync(string field, object? input)
    {
        var payload = (await MutateAsync(field, input)).DataWithoutErrors().GetProperty(field);
        var codes = payload.Texts("errors", "code");
        codes.ShouldNotBeEmpty($"{field} was not refused");
        return codes;
    }

    /// <summary>The one code for which a mutation must be refused by the program's rules.</summary>
    public async Task<string> RefusalAsync(string field, object? input) =>
        (await RefusalsAsync(field, input)).ShouldHaveSingleItem();

    /// <summary>extensions.code of a mutation that is not for this caller.</summary>
    public async Task<string?> DenialAsync(string field, object? input) =>
        (await MutateAsync(field, input)).Codes.ShouldHaveSingleItem();
}
