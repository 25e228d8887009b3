using System.Net.WebSockets;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Tests.Sockets;

public sealed class CloseCodeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"start","id":"1","payload":{}}""")]
    [InlineData("""{"type":"connection_init","payload":"text"}""")]
    [InlineData("""{"type":"ping","payload":1}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":1,"payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"ping","type":"ping"}""")]
    public async Task A_message_that_breaks_the_protocol_closes_with_4400(string message)
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SendAsync(message);

        (await socket.CloseCodeAsync()).ShouldBe((4400, "Invalid message received"));
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SendBytesAsync("{\"type\":\"ping\"}"u8.ToArray(), WebSocketMessageType.Binary);

        (await socket.CloseCodeAsync()).Code.ShouldBe(4400);
    }

    [Fact]
    public async Task Subscribing_before_the_acknowledgement_closes_with_4401()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "{ hello }");

        (await socket.CloseCodeAsync()).ShouldBe((4401, "Unauthorized"));
    }

    [Fact]
    public async Task A_refused_connection_init_closes_with_4403()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitSocket = (_, payload, _) =>
                ValueTask.FromResult(
                    payload.GetProperty("token").ValueEquals("right")
                        ? Admission.Admit("anna")
                        : Admission.Unauthenticated()
                )
        );
        await using var welcome = await (await server.ConnectAsync()).InitAsync("""{"token":"right"}""");
        await using var socket = await server.ConnectAsync();

        await socket.SendAsync("""{"type":"connection_init","payload":{"token":"wrong"}}""");

        (await socket.CloseCodeAsync()).ShouldBe((4403, "Forbidden"));
        await welcome.SubscribeAsync("1", "{ who }");
        (await welcome.ReceiveAsync()).Payload().GetRawText().ShouldBe("""{"data":{"who":"anna"}}""");
    }

    [Fact]
    public async Task Without_a_socket_check_of_its_own_the_http_request_decides()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (context, _) =>
                ValueTask.FromResult(
                    context.Request.Headers.Origin.Count > 0 ? Admission.Admit("page") : Admission.Unauthenticated()
                )
        );
        await using var refused = await server.ConnectAsync();
        await using var admitted = await server.ConnectAsync(origin: "https://portal.example");

        await refused.SendAsync("""{"type":"connection_init"}""");
        await admitted.InitAsync();

        (await refused.CloseCodeAsync()).Code.ShouldBe(4403);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_closes_with_4406(string? subprotocol)
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await server.ConnectAsync(subprotocol);

        (await socket.CloseCodeAsync()).ShouldBe((4406, "Subprotocol not acceptable"));
    }

    [Fact]
    public async Task A_client_that_does_not_initialise_is_closed_with_4408()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.Sockets.InitTimeout = TimeSpan.FromMilliseconds(100)
        );
        await using var socket = await server.ConnectAsync();
        await using var initialised = await (await server.ConnectAsync()).InitAsync();

        (await socket.CloseCodeAsync()).ShouldBe((4408, "Connection initialisation timeout"));
        await initialised.SendAsync("""{"type":"ping"}""");
        (await initialised.ReceiveAsync()).Type().ShouldBe("pong");
    }

    [Fact]
    public async Task An_id_that_is_in_use_closes_with_4409()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();
        await socket.SubscribeAsync("1", "subscription { forever(every: 1000) }");

        await socket.SubscribeAsync("1", "{ hello }");

        (await socket.CloseCodeAsync()).ShouldBe((4409, "Subscriber for 1 already exists"));
        await server.Sources().ShouldEndAsync();
    }

    [Fact]
    public async Task A_second_connection_init_closes_with_4429()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SendAsync("""{"type":"connection_init"}""");

        (await socket.CloseCodeAsync()).ShouldBe((4429, "Too many initialisation requests"));
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_with_1009()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SendAsync($$$"""{"type":"ping","payload":{"a":"{{{new string('x', 300_000)}}}"}}""");

        (await socket.CloseCodeAsync()).Code.ShouldBe(1009);
    }

    [Fact]
    public async Task A_caller_who_may_no_longer_go_on_is_closed_with_4403()
    {
        var allowed = true;
        await using var server = await TestServer.StartAsync(options =>
        {
            options.StillAllowed = (_, _) => ValueTask.FromResult(Volatile.Read(ref allowed));
            options.RecheckInterval = TimeSpan.FromMilliseconds(50);
        });
        await using var quiet = await (await server.ConnectAsync()).InitAsync();
        await quiet.SubscribeAsync("1", "subscription { forever(every: 60000) }");

        Volatile.Write(ref allowed, false);

        (await quiet.CloseCodeAsync()).ShouldBe((4403, "Forbidden"));
        await server.Sources().ShouldEndAsync();
    }

    [Theory]
    [InlineData("subscription { forever(every: 20) }")]
    [InlineData("{ hello }")]
    public async Task The_caller_is_checked_before_each_event_and_each_operation(string query)
    {
        var checks = 0;
        await using var server = await TestServer.StartAsync(options =>
        {
            options.StillAllowed = (_, _) => ValueTask.FromResult(Interlocked.Increment(ref checks) < 3);
            options.RecheckInterval = TimeSpan.FromMinutes(5);
        });
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        for (var id = 0; id < 3; id++)
        {
            await socket.SubscribeAsync($"{id}", query);
        }

        (await socket.CloseCodeAsync()).Code.ShouldBe(4403);
    }

    [Fact]
    public async Task A_check_that_fails_counts_as_no()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.StillAllowed = (_, _) => throw new InvalidOperationException("secret")
        );
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("1", "{ hello }");

        (await socket.CloseCodeAsync()).ShouldBe((4403, "Forbidden"));
    }

    [Fact]
    public async Task A_socket_check_that_fails_closes_with_1011_and_says_nothing()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitSocket = (_, _, _) => throw new InvalidOperationException("secret")
        );
        await using var socket = await server.ConnectAsync();

        await socket.SendAsync("""{"type":"connection_init"}""");

        (await socket.CloseCodeAsync()).ShouldBe((1011, "Internal server error"));
    }
}
