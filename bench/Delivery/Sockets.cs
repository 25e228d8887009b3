using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PartnerGraph.Bench.Delivery;

/// <summary>Many clients of graphql-transport-ws in one process; each event that one of them is sent is noted with its moment.</summary>
internal sealed class Sockets : IAsyncDisposable
{
    private readonly List<ClientWebSocket> all = [];
    private readonly List<Task> reading = [];
    private long[] received = [];
    private int count;
    private TaskCompletionSource complete = new();

    public static async Task<Sockets> OpenAsync(int port, string token, int number)
    {
        var sockets = new Sockets();
        using var few = new SemaphoreSlim(50);
        await Task.WhenAll(
            Enumerable
                .Range(0, number)
                .Select(async _ =>
                {
                    await few.WaitAsync();
                    try
                    {
                        await sockets.AddAsync(port, token);
                    }
                    finally
                    {
                        few.Release();
                    }
                })
        );
        return sockets;
    }

    /// <summary>Ready to note so many receptions, of all sockets together.</summary>
    public Task Expect(int number)
    {
        received = new long[number];
        complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref count, 0);
        return complete.Task;
    }

    /// <summary>Timestamps of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyList<long> Received => received;

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in all)
        {
            socket.Abort();
        }

        await Task.WhenAll(reading);
        foreach (var socket in all)
        {
            socket.Dispose();
        }
    }

    private async Task AddAsync(int port, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(
            new Uri(FormattableString.Invariant($"ws://127.0.0.1:{port}/graphql")),
            CancellationToken.None
        );
        await SendAsync(socket, new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });
        await SendAsync(
            socket,
            new
            {
                type = "subscribe",
                id = "1",
                payload = new { query = "subscription { organizationEvents { position kind occurredAt } }" },
            }
        );
        lock (all)
        {
            all.Add(socket);
            reading.Add(Task.Run(() => ReadAsync(socket)));
        }
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                var now = Stopwatch.GetTimestamp();
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidOperationException($"Closed: {socket.CloseStatusDescription}");
                }

                var text = Encoding.UTF8.GetString(buffer.AsSpan(0, part.Count));
                if (!text.Contains("\"next\"", StringComparison.Ordinal))
                {
                    continue;
                }

                if (text.Contains("\"errors\"", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException(text);
                }

                var at = Interlocked.Increment(ref count) - 1;
                if (at < received.Length)
                {
                    received[at] = now;
                }

                if (at == received.Length - 1)
                {
                    complete.TrySetResult();
                }
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The bench has hung up.
        }
        catch (InvalidOperationException failure)
        {
            complete.TrySetException(failure);
        }
    }

    private static ValueTask SendAsync<T>(ClientWebSocket socket, T message) =>
        socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );
}
