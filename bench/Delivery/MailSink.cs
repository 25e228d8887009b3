using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerGraph.Bench.Delivery;

/// <summary>A mail server that says yes to everything and forgets it: as little beside the client's own work as can be.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TimeSpan keeping;

    private MailSink(TimeSpan keeping)
    {
        this.keeping = keeping;
        listener.Start();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <param name="keeping">How long it takes over the final dot, as a server does that writes the mail to a disk.</param>
    public static MailSink Start(TimeSpan keeping)
    {
        var sink = new MailSink(keeping);
        _ = sink.AcceptAsync();
        return sink;
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The bench is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { AutoFlush = true };
        try
        {
            await writer.WriteAsync("220 sink.example\r\n");
            var isContent = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                if (isContent && line != ".")
                {
                    continue;
                }

                if (isContent)
                {
                    await Task.Delay(keeping);
                }

                var answer = isContent ? "250 2.0.0 forgotten" : AnswerTo(line);
                isContent = !isContent && line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteAsync(answer + "\r\n");
            }
        }
        catch (IOException)
        {
            // The client has hung up.
        }
    }

    private static string AnswerTo(string line) =>
        line.Split(' ', 2)[0].ToUpperInvariant() switch
        {
            "EHLO" => "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 10485760",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 2.0.0 ok",
        };
}
