using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class CompressionTests
{
    private static Task<TestServer> StartAsync() =>
        TestServer.StartAsync(
            build: builder =>
                builder.Services.AddResponseCompression(options =>
                    options.MimeTypes = ["application/json", "application/graphql-response+json", "text/event-stream"]
                ),
            pipeline: app => app.UseResponseCompression()
        );

    [Fact]
    public async Task The_frameworks_compression_works_on_responses()
    {
        await using var server = await StartAsync();

        using var response = await server.PostAsync(
            """{"query":"{ big(bytes: 50000) }"}""",
            "application/graphql-response+json",
            change: request => request.Headers.AcceptEncoding.ParseAdd("gzip")
        );

        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        var packed = await response.Content.ReadAsByteArrayAsync();
        packed.Length.ShouldBeLessThan(5_000);
        await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        (await reader.ReadToEndAsync()).Length.ShouldBeGreaterThan(50_000);
    }

    [Fact]
    public async Task Compression_does_not_hold_events_back()
    {
        await using var server = await StartAsync();

        using var response = await server.PostAsync(
            """{"query":"subscription { forever(every: 20) }"}""",
            "text/event-stream",
            change: request => request.Headers.AcceptEncoding.ParseAdd("gzip")
        );

        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var unpacked = new GZipStream(
            await response.Content.ReadAsStreamAsync(),
            CompressionMode.Decompress
        );
        using var events = new EventReader(unpacked);
        (await events.NextAsync()).Name.ShouldBe("next");
        (await events.NextAsync()).Name.ShouldBe("next");
    }
}
