using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using PartnerGraph.GraphQL.Server.Tests;
using PartnerGraph.GraphQL.Tests.Fuzz;

namespace PartnerGraph.Soak;

/// <summary>Requests that are nearly right: every answer is JSON and none a failure of the server; a socket ends with a code of its protocol.</summary>
internal static class RequestSoak
{
    private const int MessagesOfSocket = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly int[] CloseCodes = [1000, 1009, 4400, 4409, 4429];

    public static async Task<bool> RunAsync(int seed, int count, SoakLog log)
    {
        if (count == 0)
        {
            return true;
        }

        await using var server = await SoakServer.StartAsync();
        var isSound = await PartAsync("requests over HTTP", count, log, SendAllAsync(server, seed));
        isSound &= await PartAsync("sockets of 10 messages", count / 50, log, ConnectAllAsync(server, seed));
        foreach (var error in server.Errors.Take(20))
        {
            await Console.Error.WriteLineAsync(error);
        }

        return isSound && server.Errors.Count == 0;
    }

    private static async Task<bool> PartAsync(
        string part,
        int count,
        SoakLog log,
        Func<Action<int>, int, Task<SortedDictionary<int, int>>> run
    )
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var codes = await run(done => log.Progress(part, done, count), count);
            log.Finished(
                part,
                count,
                clock.Elapsed,
                string.Join(", ", codes.Select(code => $"{code.Key}: {code.Value:N0}")) + "; 0 failed"
            );
            return true;
        }
        catch (InvalidOperationException failure)
        {
            log.Finished(part, count, clock.Elapsed, "failed");
            await Console.Error.WriteLineAsync(failure.ToString());
            return false;
        }
    }

    private static Func<Action<int>, int, Task<SortedDictionary<int, int>>> SendAllAsync(SoakServer server, int seed) =>
        async (progress, count) =>
        {
            using var client = new HttpClient { Timeout = Longest };
            var random = new Random(seed);
            var statuses = new SortedDictionary<int, int>();
            for (var at = 0; at < count; at++)
            {
                var status = await SendAsync(client, server.Url, random);
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                progress(at);
            }

            return statuses;
        };

    private static async Task<int> SendAsync(HttpClient client, Uri url, Random random)
    {
        var body = Mutation.Of(Encoding.UTF8.GetBytes(Body(random)), random);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Accept.ParseAdd(random.Next(2) == 0 ? "application/json" : "application/graphql-response+json");
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var status = (int)response.StatusCode;
        if (status >= 500 || !IsJson(answer))
        {
            throw new InvalidOperationException($"{status} for the body {Convert.ToBase64String(body)}");
        }

        return status;
    }

    private static Func<Action<int>, int, Task<SortedDictionary<int, int>>> ConnectAllAsync(
        SoakServer server,
        int seed
    ) =>
        async (progress, count) =>
        {
            var codes = new SortedDictionary<int, int>();
            for (var at = 0; at < count; at++)
            {
                var code = await ConnectAsync(server, new Random(unchecked(seed + at)));
                codes[code] = codes.GetValueOrDefault(code) + 1;
                progress(at);
            }

            return codes;
        };

    private static async Task<int> ConnectAsync(SoakServer server, Random random)
    {
        using var patience = new CancellationTokenSource(Longest);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "ws" }.Uri, patience.Token);
        var reading = ReadToEndAsync(socket, patience.Token);
        try
        {
            await SendAsync(socket, """{"type":"connection_init"}"""u8.ToArray(), patience.Token);
            for (var id = 0; id < MessagesOfSocket; id++)
            {
                var message = $$"""{"id":"{{id}}","type":"subscribe","payload":{{Body(random)}}}""";
                // Letters stay letters: text frames with wrong UTF-8 are refused before the protocol sees them.
                var mutated = Encoding.Latin1.GetString(Mutation.Of(Encoding.Latin1.GetBytes(message), random));
                await SendAsync(socket, Encoding.UTF8.GetBytes(mutated), patience.Token);
            }

            await SendAsync(socket, "end"u8.ToArray(), patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException)
        {
            // Closed already, which the reader tells.
        }

        var code = await reading;
        return Array.IndexOf(CloseCodes, code) >= 0
            ? code
            : throw new InvalidOperationException($"A socket was closed with {code}.");
    }

    private static Task SendAsync(ClientWebSocket socket, byte[] message, CancellationToken cancellation) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);

    private static async Task<int> ReadToEndAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellation)).MessageType != WebSocketMessageType.Close)
        { }

        return (int)socket.CloseStatus!.Value;
    }

    private static string Body(Random random) =>
        JsonSerializer.Serialize(
            new
            {
                query = RandomTexts.Next(random, TextKind.DamagedOperation),
                variables = new { a = random.Next(3) == 0 ? (object)true : new { name = "\"é" }, b = new[] { "1" } },
                operationName = random.Next(4) == 0 ? "M" : null,
            }
        );

    private static bool IsJson(byte[] text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
