using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace PartnerGraph.GraphQL.Server.Tests.Sockets;

public sealed class HostileSocketTests
{
    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off()
    {
        await using var server = await TestServer.StartAsync(options =>
        {
            options.Sockets.SendTimeout = TimeSpan.FromMilliseconds(300);
            options.StopGrace = TimeSpan.FromMilliseconds(300);
        });
        await using var socket = await (await server.ConnectAsync()).InitAsync();
        await socket.SubscribeAsync("1", "subscription { flood(bytes: 20000) }");
        await server.Sources().ShouldStartAsync();

        await server.Sources().ShouldEndAsync();

        await server.Logs.ShouldTellAsync("was cut off");
    }

    [Fact]
    public async Task Deep_json_closes_with_4400_and_the_process_lives()
    {
        await using var server = await TestServer.StartAsync();
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SendAsync(string.Concat(Enumerable.Repeat("{\"a\":", 40_000)));

        (await socket.CloseCodeAsync()).Code.ShouldBe(4400);
        await using var other = await (await server.ConnectAsync()).InitAsync();
    }

    [Fact]
    public async Task A_message_without_end_is_given_up_at_the_limit()
    {
        await using var server = await TestServer.StartAsync(options => options.Sockets.MaxMessageBytes = 10_000);
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        var part = new byte[4_000];
        Array.Fill(part, (byte)' ');
        for (var i = 0; i < 3; i++)
        {
            await socket.SendBytesAsync(part, WebSocketMessageType.Text, isEnd: false);
        }

        (await socket.CloseCodeAsync()).Code.ShouldBe(1009);
    }

    [Fact]
    public async Task A_frame_that_announces_gigabytes_costs_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await HandshakeAsync(server);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // Text frame, masked, 2^40 bytes announced.
        await client.GetStream().WriteAsync(new byte[] { 0x81, 0xFF, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
        await client.GetStream().WriteAsync(new byte[1_000]);
        await Task.Delay(200);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(10_000_000);
        await using var other = await (await server.ConnectAsync()).InitAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_frame_end_the_connection_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await HandshakeAsync(server);

        await client.GetStream().WriteAsync(Enumerable.Repeat((byte)0xFF, 5_000).ToArray());
        var buffer = new byte[1_000];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            while (await client.GetStream().ReadAsync(buffer, patience.Token) > 0) { }
        }
        catch (IOException)
        {
            // Reset is as good as closed.
        }

        patience.IsCancellationRequested.ShouldBeFalse();
        await using var other = await (await server.ConnectAsync()).InitAsync();
        server.Logs.Lines.ShouldNotContain(line => line.StartsWith("Error"));
    }

    [Fact]
    public async Task A_client_that_answers_no_pings_is_dropped()
    {
        await using var server = await TestServer.StartAsync(options =>
        {
            options.Sockets.KeepAlive = TimeSpan.FromMilliseconds(100);
            options.Sockets.KeepAliveTimeout = TimeSpan.FromMilliseconds(200);
        });
        using var client = await HandshakeAsync(server);

        var buffer = new byte[1_000];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var sawPing = false;
        try
        {
            for (var read = 1; read > 0; )
            {
                read = await client.GetStream().ReadAsync(buffer, patience.Token);
                sawPing |= buffer.AsSpan(0, read).Contains((byte)0x89);
            }
        }
        catch (IOException)
        {
            // Reset is as good as closed.
        }

        sawPing.ShouldBeTrue();
        patience.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_never_answers_the_close_is_hung_up_on()
    {
        await using var server = await TestServer.StartAsync(options =>
        {
            options.Sockets.InitTimeout = TimeSpan.FromMilliseconds(50);
            options.StopGrace = TimeSpan.FromMilliseconds(200);
        });
        using var client = await HandshakeAsync(server);

        var buffer = new byte[1_000];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            while (await client.GetStream().ReadAsync(buffer, patience.Token) > 0) { }
        }
        catch (IOException)
        {
            // Reset is as good as closed.
        }

        patience.IsCancellationRequested.ShouldBeFalse();
    }

    private static async Task<TcpClient> HandshakeAsync(TestServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /graphql HTTP/1.1\r\nHost: {server.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
                )
            );
        var head = new byte[4_096];
        var read = await client.GetStream().ReadAsync(head);
        Encoding.ASCII.GetString(head, 0, read).ShouldStartWith("HTTP/1.1 101");
        return client;
    }
}
