using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.Graph.Tests.Telemetry;

/// <summary>One request as it came; each byte is a character.</summary>
public sealed record ReceivedTelemetry(string Method, string Path, string Headers, string Body);

/// <summary>A collector of OpenTelemetry on a port of this machine: it takes whatever comes, and keeps it.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedTelemetry> received = new();

    private Collector(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    public IReadOnlyList<ReceivedTelemetry> Received => [.. received];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.app.Run(collector.TakeAsync);
        await collector.app.StartAsync();
        var server = collector.app.Services.GetRequiredService<IServer>();
        collector.Url = server.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        received.Enqueue(
            new ReceivedTelemetry(
                context.Request.Method,
                context.Request.Path,
                headers,
                Encoding.Latin1.GetString(body.ToArray())
            )
        );
    }
}
