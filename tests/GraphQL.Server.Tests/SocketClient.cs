using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>A bare client of graphql-transport-ws: it sends what it is told, right or wrong.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    public const string Subprotocol = "graphql-transport-ws";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket socket;
    private readonly byte[] buffer = new byte[64 * 1024];

    private SocketClient(ClientWebSocket socket) => this.socket = socket;

    public ClientWebSocket Socket => socket;

    public static async Task<SocketClient> ConnectAsync(
        Uri url,
        string? subprotocol = Subprotocol,
        string? origin = null
    )
    {
        var client = new ClientWebSocket();
        if (subprotocol is not null)
        {
            client.Options.AddSubProtocol(subprotocol);
        }
        if (origin is not null)
        {
            client.Options.SetRequestHeader("Origin", origin);
        }
        using var patience = new CancellationTokenSource(Patience);
        await client.ConnectAsync(url, patience.Token);
        return new SocketClient(client);
    }

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    public Task SendBytesAsync(byte[] bytes, WebSocketMessageType type, bool isEnd = true) =>
        socket.SendAsync(bytes, type, isEnd, default);

    /// <summary>The handshake of the protocol, acknowledged.</summary>
    public async Task<SocketClient> InitAsync(string payload = "{}")
    {
        await SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        (await ReceiveAsync()).Type().ShouldBe("connection_ack");
        return this;
    }

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(
            JsonSerializer.Serialize(
                new
                {
                    id,
                    type = "subscribe",
                    payload = new { query },
                }
            )
        );

    /// <summary>The next message; fails on a close.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        var text = await ReceiveTextAsync();
        text.ShouldNotBeNull($"The socket was closed with {(int?)socket.CloseStatus} {socket.CloseStatusDescription}.");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>Reads until the server closes and answers with the code; messages before it are passed over.</summary>
    public async Task<(int Code, string? Reason)> CloseCodeAsync()
    {
        while (await ReceiveTextAsync() is not null) { }
        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        }
        return ((int)socket.CloseStatus!.Value, socket.CloseStatusDescription);
    }

    public async Task CloseAsync() => await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ReceiveTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }
}

/// <summary>Parts of the server's messages.</summary>
internal static class SocketMessages
{
    public static string? Type(this JsonElement message) => message.GetProperty("type").GetString();

    public static string? Id(this JsonElement message) => message.GetProperty("id").GetString();

    public static JsonElement Payload(this JsonElement message) => message.GetProperty("payload");
}
