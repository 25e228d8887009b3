using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>HTTP by hand, for requests that no decent client sends.</summary>
internal static class RawHttp
{
    public static byte[] Head(Uri url, params string[] headers) =>
        Encoding.ASCII.GetBytes(
            $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\n"
                + string.Concat(headers.Select(header => header + "\r\n"))
                + "\r\n"
        );

    /// <summary>Sends a body and reads the answer, also where the server stops reading before the body's end.</summary>
    public static async Task<RawAnswer> PostAsync(Uri url, byte[] body, bool chunked)
    {
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            chunked ? Head(url, "Transfer-Encoding: chunked") : Head(url, $"Content-Length: {body.Length}")
        );
        var reading = ReadAsync(stream);
        try
        {
            for (var at = 0; at < body.Length && !reading.IsCompleted; at += 16 * 1024)
            {
                var part = body.AsMemory(at, Math.Min(16 * 1024, body.Length - at));
                if (chunked)
                {
                    await stream.WriteAsync(
                        Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n")
                    );
                }
                await stream.WriteAsync(part);
                if (chunked)
                {
                    await stream.WriteAsync("\r\n"u8.ToArray());
                }
            }
        }
        catch (IOException)
        {
            // The server has closed: its answer tells why.
        }
        var (status, text) = await reading;
        return new RawAnswer(client, status, text);
    }

    /// <summary>The status and body of one answer with a Content-Length.</summary>
    public static async Task<(int Status, string Body)> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var statusLine = await reader.ReadLineAsync() ?? throw new IOException("The server hung up.");
        var length = 0;
        for (
            var header = await reader.ReadLineAsync();
            header is { Length: > 0 };
            header = await reader.ReadLineAsync()
        )
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture);
            }
        }
        var body = new char[length];
        await reader.ReadBlockAsync(body);
        return (int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture), new string(body));
    }
}

/// <summary>An answer, and the connection that it came over.</summary>
internal sealed record RawAnswer(TcpClient Client, int Status, string Body) : IDisposable
{
    public void Dispose() => Client.Dispose();
}
