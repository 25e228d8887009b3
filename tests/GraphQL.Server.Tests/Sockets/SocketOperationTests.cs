namespace PartnerGraph.GraphQL.Server.Tests.Sockets;

public sealed class SocketOperationTests
{
    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"world"}}""")]
    [InlineData("mutation { bump }", """{"data":{"bump":1}}""")]
    public async Task Queries_and_mutations_answer_next_and_complete(string query, string payload)
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("q\"1", query);
        var next = await socket.ReceiveAsync();
        var complete = await socket.ReceiveAsync();

        (next.Type(), next.Id(), next.Payload().GetRawText()).ShouldBe(("next", "q\"1", payload));
        (complete.Type(), complete.Id()).ShouldBe(("complete", "q\"1"));
    }

    [Fact]
    public async Task A_subscription_answers_next_for_each_event_and_its_id_is_free_afterwards()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        for (var round = 0; round < 20; round++)
        {
            await socket.SubscribeAsync("1", "subscription { count(to: 2) }");
            (await socket.ReceiveAsync()).Payload().GetRawText().ShouldBe("""{"data":{"count":1}}""");
            (await socket.ReceiveAsync()).Payload().GetRawText().ShouldBe("""{"data":{"count":2}}""");
            (await socket.ReceiveAsync()).Type().ShouldBe("complete");
        }
    }

    [Theory]
    [InlineData("query ($text: String!) { echo(text: $text) }")]
    [InlineData("{")]
    [InlineData("{ nope }")]
    [InlineData("subscription ($every: Int!) { forever(every: $every) }")]
    public async Task A_refused_request_answers_error_with_the_list_of_errors_and_the_socket_lives(string query)
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("1", query);
        var error = await socket.ReceiveAsync();
        await socket.SubscribeAsync("1", "{ hello }");
        var next = await socket.ReceiveAsync();

        (error.Type(), error.Id()).ShouldBe(("error", "1"));
        error.Payload().GetArrayLength().ShouldBe(1);
        next.Type().ShouldBe("next");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":"{ hello }","variables":[]}""")]
    [InlineData("""{"documentId":"sha256:00"}""")]
    public async Task Wrong_parameters_answer_error(string payload)
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SendAsync($$"""{"id":"1","type":"subscribe","payload":{{payload}}}""");
        var error = await socket.ReceiveAsync();

        error.Type().ShouldBe("error");
        error.Payload().Code().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_source_that_fails_answers_a_masked_error()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("1", "subscription { breaks }");
        (await socket.ReceiveAsync()).Type().ShouldBe("next");
        var error = await socket.ReceiveAsync();

        error.Type().ShouldBe("error");
        error.GetRawText().ShouldContain("INTERNAL");
        error.GetRawText().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_client_completes_a_subscription_and_hears_no_more_of_it()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();
        await socket.SubscribeAsync("1", "subscription { forever(every: 5) }");
        await socket.ReceiveAsync();

        await socket.SendAsync("""{"id":"1","type":"complete"}""");
        await server.Sources().ShouldEndAsync();
        await socket.SendAsync("""{"id":"unknown","type":"complete"}""");
        await socket.SendAsync("""{"type":"ping"}""");

        var message = await socket.ReceiveAsync();
        while (message.Type() is "next")
        {
            message = await socket.ReceiveAsync();
        }
        message.Type().ShouldBe("pong");
    }

    [Fact]
    public async Task Pings_are_answered_also_before_the_handshake()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await server.ConnectAsync();

        await socket.SendAsync("""{"type":"ping","payload":{"a":1}}""");
        (await socket.ReceiveAsync()).Type().ShouldBe("pong");
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.InitAsync();
    }

    [Fact]
    public async Task Operations_on_a_socket_are_bounded()
    {
        await using var server = await TestServer.StartAsync(options => options.Sockets.MaxOperations = 2);
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("1", "subscription { forever(every: 60000) }");
        await socket.SubscribeAsync("2", "subscription { forever(every: 60000) }");
        await socket.SubscribeAsync("3", "{ hello }");
        var error = await socket.ReceiveAsync();

        (error.Type(), error.Id(), error.Payload().Code()).ShouldBe(("error", "3", "TOO_MANY_REQUESTS"));
    }

    [Fact]
    public async Task Operations_run_beside_each_other()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("slow", "{ wait(milliseconds: 5000) }");
        await socket.SubscribeAsync("quick", "{ hello }");

        (await socket.ReceiveAsync()).Id().ShouldBe("quick");
    }

    [Fact]
    public async Task Everything_ends_when_the_client_goes()
    {
        await using var server = await TestServer.StartAsync();
        await using var polite = await (await server.ConnectAsync()).InitAsync();
        await using var rude = await (await server.ConnectAsync()).InitAsync();
        foreach (var socket in (SocketClient[])[polite, rude])
        {
            await socket.SubscribeAsync("1", "subscription { forever(every: 5) }");
            await socket.SubscribeAsync("2", "subscription { forever(every: 60000) }");
            await socket.ReceiveAsync();
        }
        await server.Sources().ShouldStartAsync(4);

        await polite.CloseAsync();
        rude.Socket.Abort();

        await server.Sources().ShouldEndAsync();
        polite.Socket.CloseStatus.ShouldBe(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_not_open_a_socket()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.Sockets.AllowedOrigins = ["https://portal.example"]
        );

        var foreign = () => server.ConnectAsync(origin: "https://evil.example");
        (await foreign.ShouldThrowAsync<System.Net.WebSockets.WebSocketException>()).Message.ShouldContain("403");
        await using var page = await (await server.ConnectAsync(origin: "https://portal.example")).InitAsync();
        await using var program = await (await server.ConnectAsync()).InitAsync();
    }
}
