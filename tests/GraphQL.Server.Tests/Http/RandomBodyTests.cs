using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

/// <summary>Bodies and messages that are nearly right: whatever comes, the answer is never a failure of the server.</summary>
public sealed class RandomBodyTests
{
    private const int Rounds = 2_000;
    private static readonly string[] Seeds =
    [
        """{"query":"query Q($text: String!) { echo(text: $text) }","variables":{"text":"a\"\\\u00e9\ud83c\udfc3"},"operationName":"Q","extensions":{"a":[1,2.5e3,null,true]}}""",
        """{"query":"{ hello @include(if: true) ... on Query { fail wait(milliseconds: 0) } }"}""",
        """{"query":"mutation { a: bump b: bump }","variables":null}""",
        """{"documentId":"sha256:00","operationName":null}""",
    ];

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("PARTNERGRAPH_SEED") ?? "20261122",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public async Task Mutated_bodies_get_an_answer_below_500()
    {
        await using var server = await TestServer.StartAsync();
        var random = new Random(Seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");

        for (var round = 0; round < Rounds; round++)
        {
            var body = Mutation.Of(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random);
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");

            using var response = await server.SendAsync(
                HttpMethod.Post,
                server.Url,
                random.Next(2) == 0 ? "application/json" : "application/graphql-response+json",
                content
            );

            ((int)response.StatusCode).ShouldBeLessThan(500, Convert.ToBase64String(body));
            await response.JsonAsync();
        }
        server.Logs.Lines.ShouldNotContain(line => line.StartsWith("Error"));
    }

    [Fact]
    public async Task Mutated_socket_messages_get_an_answer_or_4400()
    {
        await using var server = await TestServer.StartAsync();
        var random = new Random(Seed);
        var codes = new HashSet<int>();

        for (var round = 0; round < Rounds / 10; round++)
        {
            await using var socket = await (await server.ConnectAsync()).InitAsync();
            for (var message = 0; message < 10 && socket.Socket.State == WebSocketState.Open; message++)
            {
                var text =
                    $$"""{"id":"{{message}}","type":"subscribe","payload":{{Seeds[random.Next(Seeds.Length)]}}}""";
                // Text frames with wrong UTF-8 are refused by the framework, before us: letters stay letters here.
                var mutated = Mutation.Of(Encoding.Latin1.GetBytes(text), random);
                await socket.SendAsync(Encoding.Latin1.GetString(mutated));
            }
            await socket.SendAsync("end");
            codes.Add((await socket.CloseCodeAsync()).Code);
        }

        codes.ShouldBeSubsetOf([4400, 4409, 4429]);
        server.Logs.Lines.ShouldNotContain(line => line.StartsWith("Error"));
    }
}
