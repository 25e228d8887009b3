using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerGraph.TestHosts.Faults;

/// <summary>
/// Stands on 127.0.0.1 between a client and a server and is a bad network on demand: it refuses, swallows, delays, cuts, or stops at
/// a named statement, so that a test can act at exactly that moment.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private volatile IPEndPoint[] targets = [];
    private readonly ConcurrentDictionary<ProxiedConnection, Task> connections = new();
    private readonly CancellationTokenSource disposed = new();
    private readonly Lock gate = new();
    private readonly List<ProxyTrap> traps = [];
    private TcpListener? listener;
    private TaskCompletionSource? blocked;
    private int accepted;
    private int turn;

    public int Port { get; private set; }

    /// <summary>How many connections were taken so far.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Waited for before each piece of data is passed on, in either direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <param name="targetPorts">Of several servers each takes its turn; one that refuses is passed over.</param>
    public static TcpProxy Start(params int[] targetPorts)
    {
        var proxy = new TcpProxy();
        proxy.PassOnTo(targetPorts);
        proxy.Listen();
        return proxy;
    }

    /// <summary>Where connections go from now on; those that there are stay where they are.</summary>
    public void PassOnTo(params int[] targetPorts) =>
        targets = [.. targetPorts.Select(port => new IPEndPoint(IPAddress.Loopback, port))];

    /// <summary>Nobody is there: new connections are refused, present ones are cut.</summary>
    public void Refuse()
    {
        listener?.Stop();
        listener = null;
        Cut();
    }

    /// <summary>The line is dead without a word: connections are taken and kept, and nothing passes in either direction.</summary>
    public void BlackHole()
    {
        lock (gate)
            blocked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>All is well again; what was swallowed is delivered late, as TCP would.</summary>
    public void Forward()
    {
        if (listener is null)
            Listen();
        Delay = TimeSpan.Zero;
        lock (gate)
        {
            blocked?.TrySetResult();
            blocked = null;
            foreach (var trap in traps)
                trap.Open();
            traps.Clear();
        }
    }

    /// <summary>Resets every connection.</summary>
    public void Cut()
    {
        foreach (var connection in connections.Keys)
            connection.Reset();
    }

    /// <summary>Holds the connection on which the client says this (ASCII), before it passes, until <see cref="Forward"/>.</summary>
    /// <param name="skip">How many times it passes before.</param>
    /// <returns>Done when it is held.</returns>
    public Task HoldBefore(string said, int skip = 0) => Trap(said, skip, ofAnswer: false);

    /// <summary>Lets the client's words pass and holds the answer to them.</summary>
    public Task HoldAnswerTo(string said, int skip = 0) => Trap(said, skip, ofAnswer: true);

    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        Refuse();
        Forward();
        listener?.Stop();
        await Task.WhenAll(connections.Values);
        disposed.Dispose();
    }

    /// <summary>A connection to the server whose turn it is.</summary>
    internal async Task<Socket> ConnectAsync()
    {
        var (present, first) = (targets, Interlocked.Increment(ref turn));
        for (var tried = 1; ; tried++)
        {
            var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await server.ConnectAsync(present[(first + tried) % present.Length]);
                return server;
            }
            catch (SocketException) when (tried < present.Length)
            {
                server.Dispose();
            }
            catch
            {
                server.Dispose();
                throw;
            }
        }
    }

    internal async Task PassAsync()
    {
        Task wait;
        lock (gate)
            wait = blocked?.Task ?? Task.CompletedTask;
        await wait.WaitAsync(disposed.Token);
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, disposed.Token);
    }

    internal ProxyTrap? TrapFor(ReadOnlySpan<byte> said)
    {
        lock (gate)
        {
            foreach (var trap in traps)
            {
                if (trap.Catches(said))
                    return trap;
            }
            return null;
        }
    }

    private Task Trap(string said, int skip, bool ofAnswer)
    {
        var trap = new ProxyTrap(Encoding.ASCII.GetBytes(said), skip, ofAnswer);
        lock (gate)
            traps.Add(trap);
        return trap.Caught;
    }

    private void Listen()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(TcpListener from)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await from.AcceptSocketAsync(disposed.Token);
            }
            catch (Exception fault)
                when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
            Interlocked.Increment(ref accepted);
            var connection = new ProxiedConnection(this, client);
            var running = connection.RunAsync();
            connections[connection] = running;
            _ = running.ContinueWith(
                _ => connections.TryRemove(connection, out var gone),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }
    }
}
