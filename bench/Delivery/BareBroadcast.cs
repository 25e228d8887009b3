using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.Bench.Delivery;

/// <summary>By hand: sockets in a list, and whatever is posted goes to each of them. No database, no rights, no GraphQL.</summary>
internal static class BareBroadcast
{
    private static readonly ConcurrentBag<Listener> Listeners = [];

    public static async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/readyz", () => "ok");
        app.MapGet("/graphql", (RequestDelegate)ListenAsync);
        app.MapPost("/tell", (RequestDelegate)TellAsync);
        await app.RunAsync();
    }

    private static async Task ListenAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
        Listeners.Add(new Listener(socket));
        var buffer = new byte[1024];
        while (socket.State == WebSocketState.Open)
        {
            try
            {
                await socket.ReceiveAsync(buffer, context.RequestAborted);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task TellAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = body.ToArray();
        foreach (var listener in Listeners)
        {
            _ = listener.SendAsync(message);
        }
    }

    private sealed class Listener(WebSocket socket)
    {
        private readonly SemaphoreSlim turn = new(1, 1);

        public async Task SendAsync(byte[] message)
        {
            await turn.WaitAsync();
            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception gone)
                when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // It has left.
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
