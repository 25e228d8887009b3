using System.Net.WebSockets;
using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>
/// A client of graphql-transport-ws that follows an organization's events and, whenever its socket was closed, comes back for what lies
/// after the last position it saw. It keeps what it saw and how its sockets ended.
/// </summary>
internal sealed class SocketFollower : IAsyncDisposable
{
    private const string Protocol = "graphql-transport-ws";

    private readonly Uri address;
    private readonly string token;
    private readonly string query;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<long> positions = [];
    private readonly List<string> ends = [];
    private readonly List<(long Position, TaskCompletionSource Reached)> awaited = [];
    private readonly Task running;
    private volatile bool isFollowing;

    /// <param name="endpoint">Of HTTP.</param>
    /// <param name="query">With the variable <c>$after</c> and a field that selects <c>position</c>.</param>
    public SocketFollower(Uri endpoint, string token, string query, long after)
    {
        address = new UriBuilder(endpoint) { Scheme = "ws" }.Uri;
        this.token = token;
        this.query = query;
        Last = after;
        running = Task.Run(RunAsync);
    }

    public long Last { get; private set; }

    /// <summary>A server has taken it in and was asked for the events.</summary>
    public bool IsFollowing => isFollowing;

    /// <summary>What it saw, in its order.</summary>
    public IReadOnlyList<long> Positions
    {
        get
        {
            lock (gate)
                return [.. positions];
        }
    }

    /// <summary>How its sockets ended: the code of the server's close, or what happened instead.</summary>
    public IReadOnlyList<string> Ends
    {
        get
        {
            lock (gate)
                return [.. ends];
        }
    }

    /// <summary>Done as soon as it has seen this position or a later one.</summary>
    public Task ReachesAsync(long position)
    {
        lock (gate)
        {
            if (Last >= position)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((position, reached));
            return reached.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol(Protocol);
            var end = await FollowAsync(socket);
            isFollowing = false;
            if (stop.IsCancellationRequested)
                return;
            lock (gate)
                ends.Add(end);
            await Task.Delay(Random.Shared.Next(50, 250), stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> FollowAsync(ClientWebSocket socket)
    {
        try
        {
            await socket.ConnectAsync(address, stop.Token);
            await SendAsync(
                socket,
                new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } }
            );
            while (await ReadAsync(socket) is { } message)
            {
                using (message)
                    await ActAsync(socket, message.RootElement);
            }

            return ((int?)socket.CloseStatus)?.ToString(provider: null) ?? "no code";
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            return failure.GetType().Name + ": " + failure.Message;
        }
    }

    private async Task ActAsync(ClientWebSocket socket, JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "connection_ack":
                var variables = new { after = Last.ToString(provider: null) };
                await SendAsync(
                    socket,
                    new
                    {
                        type = "subscribe",
                        id = "1",
                        payload = new { query, variables },
                    }
                );
                isFollowing = true;
                break;
            case "next" when message.GetProperty("payload").TryGetProperty("data", out var data):
                var told = data.EnumerateObject().Single().Value.GetProperty("position").GetString()!;
                See(long.Parse(told, provider: null));
                break;
            case "next" or "error" or "complete":
                // Nobody ends it: so this is for the test to show.
                lock (gate)
                    ends.Add(message.ToString());
                break;
        }
    }

    private void See(long position)
    {
        lock (gate)
        {
            positions.Add(position);
            Last = position;
            foreach (var (_, reached) in awaited.Where(one => one.Position <= position))
                reached.TrySetResult();
            awaited.RemoveAll(one => one.Position <= position);
        }
    }

    private Task SendAsync<T>(ClientWebSocket socket, T message) =>
        socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            stop.Token
        );

    /// <summary>Null when the server has closed; the close is answered.</summary>
    private async Task<JsonDocument?> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[2048];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), stop.Token);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", stop.Token);
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
                return JsonDocument.Parse(buffer.AsMemory(0, length));
            if (length == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }
}
