using System.Diagnostics;

namespace PartnerGraph.GraphQL.Server.Tests.Stopping;

public sealed class ShutdownTests
{
    private const int Many = 200;

    [Fact]
    public async Task Two_hundred_sockets_and_streams_hear_of_the_end_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var sockets = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => SubscribedAsync(server)));
        var streams = await Task.WhenAll(
            Enumerable
                .Range(0, Many)
                .Select(_ =>
                    server.PostAsync("""{"query":"subscription { forever(every: 60000) }"}""", "text/event-stream")
                )
        );
        await server.Sources().ShouldStartAsync(2 * Many);

        var codes = sockets.Select(socket => socket.CloseCodeAsync()).ToArray();
        var texts = streams.Select(stream => stream.Content.ReadAsStringAsync()).ToArray();
        var clock = Stopwatch.StartNew();
        await server.App.StopAsync();
        var elapsed = clock.Elapsed;

        (await Task.WhenAll(codes)).ShouldAllBe(close => close.Code == 1001);
        (await Task.WhenAll(texts)).ShouldAllBe(text => text.EndsWith("event: complete\ndata: \n\n"));
        elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        server.Sources().Running.ShouldBe(0);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Many} sockets and {Many} streams ended in {elapsed.TotalMilliseconds:0} ms"
        );
    }

    [Fact]
    public async Task Clients_that_never_answer_do_not_hold_the_server_up()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.StopGrace = TimeSpan.FromMilliseconds(500)
        );
        await using var silent = await SubscribedAsync(server);

        var clock = Stopwatch.StartNew();
        await server.App.StopAsync();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_request_under_way_is_finished()
    {
        await using var server = await TestServer.StartAsync();
        var answer = server.AskAsync("{ wait(milliseconds: 500) }");
        await Task.Delay(200);

        await server.App.StopAsync();

        using var response = await answer;
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"wait":true}}""");
    }

    private static async Task<SocketClient> SubscribedAsync(TestServer server)
    {
        var socket = await (await server.ConnectAsync()).InitAsync();
        await socket.SubscribeAsync("1", "subscription { forever(every: 60000) }");
        return socket;
    }
}
