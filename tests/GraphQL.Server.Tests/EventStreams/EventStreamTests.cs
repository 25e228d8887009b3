using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerGraph.GraphQL.Server.Tests.EventStreams;

public sealed class EventStreamTests
{
    private static Task<HttpResponseMessage> OpenAsync(TestServer server, string query) =>
        server.PostAsync($$"""{"query":"{{query}}"}""", "text/event-stream");

    [Fact]
    public async Task A_subscription_sends_next_for_each_event_and_complete_at_the_end()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await OpenAsync(server, "subscription { count(to: 3) }");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream; charset=utf-8");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            ":\n\n"
                + "event: next\ndata: {\"data\":{\"count\":1}}\n\n"
                + "event: next\ndata: {\"data\":{\"count\":2}}\n\n"
                + "event: next\ndata: {\"data\":{\"count\":3}}\n\n"
                + "event: complete\ndata: \n\n"
        );
    }

    [Fact]
    public async Task Queries_and_refused_requests_are_events_too()
    {
        await using var server = await TestServer.StartAsync();

        using var query = await OpenAsync(server, "{ hello }");
        using var refused = await OpenAsync(server, "query ($text: String!) { echo(text: $text) }");

        (await query.Content.ReadAsStringAsync()).ShouldBe(
            ":\n\nevent: next\ndata: {\"data\":{\"hello\":\"world\"}}\n\nevent: complete\ndata: \n\n"
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var events = new EventReader(await refused.Content.ReadAsStreamAsync());
        (await events.NextJsonAsync()).GetProperty("errors").GetArrayLength().ShouldBe(1);
        (await events.NextAsync()).Name.ShouldBe("complete");
    }

    [Fact]
    public async Task What_is_no_request_is_400_and_no_stream()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("{", "text/event-stream");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.CodeAsync()).ShouldBe("BAD_REQUEST");
    }

    [Fact]
    public async Task A_source_that_fails_ends_with_a_masked_error_and_complete()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await OpenAsync(server, "subscription { breaks }");

        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain("\"breaks\":1");
        text.ShouldContain("INTERNAL");
        text.ShouldNotContain("secret");
        text.ShouldEndWith("event: complete\ndata: \n\n");
    }

    [Fact]
    public async Task A_quiet_stream_sends_comments()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.Streams.Heartbeat = TimeSpan.FromMilliseconds(30)
        );

        using var response = await OpenAsync(server, "subscription { count(to: 1, every: 400) }");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());

        (await events.NextAsync()).Name.ShouldBe("next");
        events.Comments.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task The_source_ends_when_the_client_leaves()
    {
        await using var server = await TestServer.StartAsync();
        var response = await OpenAsync(server, "subscription { forever(every: 20) }");
        using (var events = new EventReader(await response.Content.ReadAsStreamAsync()))
        {
            await events.NextAsync();
            server.Sources().Running.ShouldBe(1);
        }
        response.Dispose();

        await server.Sources().ShouldEndAsync();
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.Streams.SendTimeout = TimeSpan.FromMilliseconds(300)
        );
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        var body = """{"query":"subscription { flood(bytes: 20000) }"}""";
        await client
            .GetStream()
            .WriteAsync(RawHttp.Head(server.Url, "Accept: text/event-stream", $"Content-Length: {body.Length}"));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(body));
        await server.Sources().ShouldStartAsync();

        await server.Sources().ShouldEndAsync();

        await server.Logs.ShouldTellAsync("was cut off");
    }

    [Fact]
    public async Task A_caller_who_may_no_longer_go_on_gets_complete()
    {
        var allowed = true;
        await using var server = await TestServer.StartAsync(options =>
        {
            options.StillAllowed = (_, _) => ValueTask.FromResult(Volatile.Read(ref allowed));
            options.RecheckInterval = TimeSpan.FromMilliseconds(50);
        });
        using var quiet = await OpenAsync(server, "subscription { forever(every: 60000) }");
        using var busy = await OpenAsync(server, "subscription { forever(every: 20) }");
        using var busyEvents = new EventReader(await busy.Content.ReadAsStreamAsync());
        await busyEvents.NextAsync();

        Volatile.Write(ref allowed, false);

        (await quiet.Content.ReadAsStringAsync()).ShouldEndWith("event: complete\ndata: \n\n");
        var last = await busyEvents.NextAsync();
        while (string.Equals(last.Name, "next", StringComparison.Ordinal))
        {
            last = await busyEvents.NextAsync();
        }
        last.Name.ShouldBe("complete");
        await server.Sources().ShouldEndAsync();
    }
}
