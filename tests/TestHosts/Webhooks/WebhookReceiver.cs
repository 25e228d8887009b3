using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.TestHosts.Webhooks;

/// <summary>One request as it came.</summary>
public sealed record ReceivedWebhook(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public string Signature => Headers["webhook-signature"];
}

/// <summary>An integrator's server on a port of this machine, which answers as a test says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<ReceivedWebhook> received = Channel.CreateUnbounded<ReceivedWebhook>();

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>What is answered; 204 unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } =
        context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };

    public string Url { get; private set; } = "";

    public int Count => received.Reader.Count;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        var addresses = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        receiver.Url = $"{addresses.Addresses.Single()}/hooks/s3cret-path";
        return receiver;
    }

    /// <summary>The next request, in the order of their coming.</summary>
    public async Task<ReceivedWebhook> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await received.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(),
            header => header.Value.ToString(),
            StringComparer.Ordinal
        );
        await Answer(context);
        received.Writer.TryWrite(new ReceivedWebhook(headers, body));
    }
}
