using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Tests.Sockets;

/// <summary>npm's graphql-ws, the client that most front-ends use.</summary>
public sealed class SocketClientTests
{
    [Fact]
    public async Task It_subscribes_queries_hears_errors_and_completes()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitSocket = (_, payload, _) =>
                ValueTask.FromResult(
                    payload.GetProperty("token").ValueEquals("right")
                        ? Admission.Admit(null)
                        : Admission.Unauthenticated()
                )
        );
        await using var client = await ClientProcess.StartAsync("socket-client.mjs", server.SocketUrl.ToString());

        await client.SubscribeAsync("1", "subscription { count(to: 2) }");
        (await client.HearUntilAsync("complete")).ShouldBe([
            """{"id":"1","next":{"data":{"count":1}}}""",
            """{"id":"1","next":{"data":{"count":2}}}""",
            """{"id":"1","complete":true}""",
        ]);
        await client.SubscribeAsync("2", "{ hello }");
        (await client.HearUntilAsync("complete"))[^2].ShouldBe("""{"id":"2","next":{"data":{"hello":"world"}}}""");
        await client.SubscribeAsync("3", "{");
        (await client.HearAsync("error"))[0].GetProperty("message").GetString()!.ShouldStartWith("Syntax Error");
    }

    [Fact]
    public async Task Its_completion_ends_the_source()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ClientProcess.StartAsync("socket-client.mjs", server.SocketUrl.ToString());
        await client.SubscribeAsync("1", "subscription { forever(every: 20) }");
        await client.SubscribeAsync("2", "subscription { forever(every: 60000) }");
        await client.HearAsync("next");
        await server.Sources().ShouldStartAsync(2);

        await client.DisposeAsync("1");
        await server.Sources().ShouldStartAsync(1);
        await client.DisposeAsync("2");

        await server.Sources().ShouldEndAsync();
    }

    [Fact]
    public async Task It_comes_back_after_the_server_went_and_subscribes_again()
    {
        var first = await TestServer.StartAsync();
        await using var client = await ClientProcess.StartAsync("socket-client.mjs", first.SocketUrl.ToString());
        await client.SubscribeAsync("1", "subscription { forever(every: 20) }");
        await client.HearAsync("next");

        await first.App.StopAsync();
        (await client.HearAsync("closed")).GetInt32().ShouldBe(1001);
        await using var second = await TestServer.StartAsync(port: first.Url.Port);
        await first.DisposeAsync();

        (await client.HearAsync("again")).GetBoolean().ShouldBeTrue();
        (await client.HearAsync("next")).GetProperty("data").GetProperty("forever").GetInt32().ShouldBe(1);
    }
}
