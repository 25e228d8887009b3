using System.Net.Sockets;

namespace PartnerGraph.TestHosts.Faults;

/// <summary>One client's connection and the one to the server behind it.</summary>
internal sealed class ProxiedConnection(TcpProxy proxy, Socket client)
{
    private Socket? server;
    private volatile bool isReset;
    private volatile ProxyTrap? answerHeld;

    public async Task RunAsync()
    {
        try
        {
            client.NoDelay = true;
            server = await proxy.ConnectAsync();
            if (isReset)
                return;
            // Whichever side ends takes the other one with it.
            await await Task.WhenAny(PumpAsync(client, server, asked: true), PumpAsync(server, client, asked: false));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, by one of the two or by the test.
        }
        finally
        {
            client.Dispose();
            server?.Dispose();
        }
    }

    /// <summary>Ends both connections by a reset instead of a goodbye.</summary>
    public void Reset()
    {
        isReset = true;
        foreach (var socket in new[] { client, server }.OfType<Socket>())
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Dispose();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // It has ended by itself.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool asked)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer) is > 0 and var count)
        {
            if (asked && proxy.TrapFor(buffer.AsSpan(0, count)) is { } trap)
            {
                if (trap.OfAnswer)
                    answerHeld = trap;
                else
                    await trap.Opened;
            }
            if (!asked && answerHeld is { } held)
                await held.Opened;
            await proxy.PassAsync();
            await to.SendAsync(buffer.AsMemory(0, count));
        }
    }
}
