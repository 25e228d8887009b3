namespace PartnerGraph.GraphQL.Server.Tests.EventStreams;

/// <summary>npm's graphql-sse in both of its modes.</summary>
public sealed class EventStreamClientTests
{
    [Theory]
    [InlineData("distinct")]
    [InlineData("single")]
    public async Task It_subscribes_queries_hears_errors_and_completes(string mode)
    {
        await using var server = await TestServer.StartAsync(options => options.Streams.SingleConnection = true);
        await using var client = await ClientProcess.StartAsync("stream-client.mjs", server.Url.ToString(), mode);

        await client.SubscribeAsync("1", "subscription { count(to: 2) }");
        (await client.HearUntilAsync("complete")).ShouldBe([
            """{"id":"1","next":{"data":{"count":1}}}""",
            """{"id":"1","next":{"data":{"count":2}}}""",
            """{"id":"1","complete":true}""",
        ]);
        await client.SubscribeAsync("2", "{ hello }");
        (await client.HearUntilAsync("complete"))[^2].ShouldBe("""{"id":"2","next":{"data":{"hello":"world"}}}""");
        await client.SubscribeAsync("3", "subscription { breaks }");
        var broken = await client.HearUntilAsync("complete");
        broken[0].ShouldBe("""{"id":"3","next":{"data":{"breaks":1}}}""");
        broken[1].ShouldContain("INTERNAL");
    }

    [Theory]
    [InlineData("distinct")]
    [InlineData("single")]
    public async Task Its_disposal_ends_the_source(string mode)
    {
        await using var server = await TestServer.StartAsync(options => options.Streams.SingleConnection = true);
        await using var client = await ClientProcess.StartAsync("stream-client.mjs", server.Url.ToString(), mode);
        await client.SubscribeAsync("1", "subscription { forever(every: 20) }");
        await client.SubscribeAsync("2", "subscription { forever(every: 60000) }");
        await client.HearAsync("next");
        await server.Sources().ShouldStartAsync(2);

        await client.DisposeAsync("1");
        await server.Sources().ShouldStartAsync(1);
        await client.DisposeAsync("2");

        await server.Sources().ShouldEndAsync();
    }

    [Theory]
    [InlineData("distinct")]
    [InlineData("single")]
    public async Task It_comes_back_after_its_connection_broke(string mode)
    {
        await using var server = await TestServer.StartAsync(options => options.Streams.SingleConnection = true);
        await using var cable = new Cable(server.Url);
        await using var client = await ClientProcess.StartAsync("stream-client.mjs", cable.Url.ToString(), mode);
        await client.SubscribeAsync("1", "subscription { forever(every: 20) }");
        await client.HearAsync("next");

        cable.Cut();

        var next = await client.HearAsync("next");
        while (next.GetProperty("data").GetProperty("forever").GetInt32() != 1)
        {
            next = await client.HearAsync("next");
        }
        await server.Sources().ShouldStartAsync(1);
    }
}
