using System.Net;
using System.Text.Json;
using PartnerGraph.GraphQL.Server.Options;

namespace PartnerGraph.GraphQL.Server.Tests.EventStreams;

public sealed class SharedStreamTests
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";

    private static Task<TestServer> StartAsync(Action<EventStreamOptions>? configure = null) =>
        TestServer.StartAsync(options =>
        {
            options.Streams.SingleConnection = true;
            configure?.Invoke(options.Streams);
        });

    private static async Task<string> ReserveAsync(TestServer server)
    {
        using var response = await server.SendAsync(HttpMethod.Put, server.Url, "text/plain");
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> OpenAsync(TestServer server, string token) =>
        server.SendAsync(
            HttpMethod.Get,
            server.Url,
            "text/event-stream",
            change: request => request.Headers.Add(TokenHeader, token)
        );

    private static Task<HttpResponseMessage> StartAsync(TestServer server, string token, string id, string query) =>
        server.PostAsync(
            JsonSerializer.Serialize(new { query, extensions = new { operationId = id } }),
            change: request => request.Headers.Add(TokenHeader, token)
        );

    private static Task<HttpResponseMessage> StopAsync(TestServer server, string token, string id) =>
        server.SendAsync(
            HttpMethod.Delete,
            new Uri(server.Url, $"/graphql?operationId={id}"),
            accept: null,
            change: request => request.Headers.Add(TokenHeader, token)
        );

    [Fact]
    public async Task Several_operations_share_one_stream()
    {
        await using var server = await StartAsync();
        var token = await ReserveAsync(server);
        using var stream = await OpenAsync(server, token);
        using var events = new EventReader(await stream.Content.ReadAsStreamAsync());

        using var query = await StartAsync(server, token, "q\"1", "{ hello }");
        query.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await events.NextAsync()).ShouldBe(("next", """{"id":"q\u00221","payload":{"data":{"hello":"world"}}}"""));
        (await events.NextAsync()).ShouldBe(("complete", """{"id":"q\u00221"}"""));

        using var subscription = await StartAsync(server, token, "s", "subscription { forever(every: 20) }");
        (await events.NextJsonAsync()).GetProperty("id").GetString().ShouldBe("s");
        using var stopped = await StopAsync(server, token, "s");
        stopped.StatusCode.ShouldBe(HttpStatusCode.OK);
        var last = await events.NextAsync();
        while (string.Equals(last.Name, "next", StringComparison.Ordinal))
        {
            last = await events.NextAsync();
        }
        last.ShouldBe(("complete", """{"id":"s"}"""));
        await server.Sources().ShouldEndAsync();
    }

    [Fact]
    public async Task Refused_requests_are_answered_over_http()
    {
        await using var server = await StartAsync();
        var token = await ReserveAsync(server);

        using var malformed = await server.PostAsync("{", change: request => request.Headers.Add(TokenHeader, token));
        using var unnamed = await server.PostAsync(
            """{"query":"{ hello }"}""",
            change: request => request.Headers.Add(TokenHeader, token)
        );
        using var invalid = await StartAsync(server, token, "1", "query ($text: String!) { echo(text: $text) }");
        using var again = await StartAsync(server, token, "1", "{ hello }");

        malformed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        unnamed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await invalid.JsonAsync()).GetProperty("errors").GetArrayLength().ShouldBe(1);
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Unknown_streams_and_operations_are_404_and_doubled_ones_409()
    {
        await using var server = await StartAsync();
        var token = await ReserveAsync(server);
        using var stream = await OpenAsync(server, token);
        using var running = await StartAsync(server, token, "1", "subscription { forever(every: 20) }");

        using var unknownStream = await OpenAsync(server, "guess");
        using var unknownTarget = await StartAsync(server, "guess", "2", "{ hello }");
        using var unknownOperation = await StopAsync(server, token, "2");
        using var openedTwice = await OpenAsync(server, token);
        using var startedTwice = await StartAsync(server, token, "1", "{ hello }");

        unknownStream.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unknownTarget.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unknownOperation.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        openedTwice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        startedTwice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Reservations_and_operations_are_bounded_and_reservations_run_out()
    {
        await using var server = await StartAsync(streams =>
        {
            streams.MaxReservations = 1;
            streams.MaxOperations = 1;
            streams.ReservationLifetime = TimeSpan.FromMilliseconds(500);
        });
        var token = await ReserveAsync(server);
        using var running = await StartAsync(server, token, "1", "subscription { forever(every: 20) }");

        using var oneMoreOperation = await StartAsync(server, token, "2", "{ hello }");
        using var oneMoreStream = await server.SendAsync(HttpMethod.Put, server.Url, "text/plain");
        oneMoreOperation.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        oneMoreStream.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        await server.Sources().ShouldEndAsync();
        await ReserveAsync(server);
        using var late = await OpenAsync(server, token);
        late.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_operations_end_when_the_client_leaves()
    {
        await using var server = await StartAsync();
        var token = await ReserveAsync(server);
        var stream = await OpenAsync(server, token);
        for (var i = 0; i < 5; i++)
        {
            using var started = await StartAsync(server, token, $"{i}", "subscription { forever(every: 20) }");
        }
        server.Sources().Running.ShouldBe(5);

        stream.Dispose();

        await server.Sources().ShouldEndAsync();
    }

    [Fact]
    public async Task The_mode_is_off_by_default()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.SendAsync(HttpMethod.Put, server.Url, "text/plain, application/json");

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
