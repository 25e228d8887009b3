using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerGraph.Bench.Http;

/// <summary>Connections that ask the same again and again, each as soon as it has the whole answer. They allocate nothing while they do.</summary>
internal sealed class Load(IPEndPoint address, int connections) : IAsyncDisposable
{
    private readonly List<Socket> sockets = [];
    private readonly byte[] answer = new byte[512 * 1024];

    public async Task ConnectAsync()
    {
        for (var at = 0; at < connections; at++)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address);
            sockets.Add(socket);
        }
    }

    public static byte[] Request(string path, string body) =>
        Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
        );

    /// <summary>One answer whole, headers included.</summary>
    public async Task<byte[]> AskAsync(byte[] request)
    {
        await sockets[0].SendAsync(request);
        var length = 0;
        var end = int.MaxValue;
        while (length < end)
        {
            length += await sockets[0].ReceiveAsync(answer.AsMemory(length));
            end = End(answer.AsSpan(0, length));
        }

        return answer[..length];
    }

    /// <summary>How many answers came in how much time.</summary>
    public async Task<(long Count, TimeSpan Time)> RunAsync(byte[] request, TimeSpan time)
    {
        var length = (await AskAsync(request)).Length;
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            sockets.Select(socket => Task.Run(() => RunAsync(socket, request, length, time)))
        );
        return (counts.Sum(), clock.Elapsed);
    }

    public ValueTask DisposeAsync()
    {
        sockets.ForEach(socket => socket.Dispose());
        return ValueTask.CompletedTask;
    }

    private async Task<long> RunAsync(Socket socket, byte[] request, int length, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var count = 0L;
        // What the answers say was compared before: all write into one buffer.
        for (; clock.Elapsed < time; count++)
        {
            await socket.SendAsync(request.AsMemory(), SocketFlags.None);
            for (var read = 0; read < length; )
            {
                read += await socket.ReceiveAsync(
                    answer.AsMemory(0, Math.Min(answer.Length, length - read)),
                    SocketFlags.None
                );
            }
        }

        return count;
    }

    private static int End(ReadOnlySpan<byte> text)
    {
        var headers = text.IndexOf("\r\n\r\n"u8);
        if (headers < 0)
        {
            return int.MaxValue;
        }

        var name = "Content-Length: "u8;
        var line = text[(text.IndexOf(name) + name.Length)..];
        return headers
            + 4
            + int.Parse(line[..line.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }
}
