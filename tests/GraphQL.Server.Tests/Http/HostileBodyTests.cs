using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class HostileBodyTests
{
    [Fact]
    public async Task A_body_over_the_limit_is_413_whether_announced_or_not()
    {
        await using var server = await TestServer.StartAsync();
        var body = new byte[10 * 1024 * 1024];
        Array.Fill(body, (byte)' ');

        foreach (var chunked in (bool[])[false, true])
        {
            using var response = await RawHttp.PostAsync(server.Url, body, chunked);
            response.Status.ShouldBe(413);
            response.Body.ShouldContain("REQUEST_TOO_LARGE");
        }
        await ShouldStillAnswer(server);
    }

    [Fact]
    public async Task A_body_up_to_the_limit_is_read()
    {
        await using var server = await TestServer.StartAsync();
        var body = """{"query":"{ hello }"}""".PadRight(1024 * 1024);

        using var response = await server.PostAsync(body);
        using var larger = await server.PostAsync(body + " ");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        larger.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Deep_json_is_400_and_the_process_lives(string open, string close)
    {
        await using var server = await TestServer.StartAsync();
        const int depth = 100_000;
        var deep = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

        using var whole = await server.PostAsync(deep);
        using var within = await server.PostAsync("{\"query\":\"{ hello }\",\"variables\":{\"a\":" + deep + "}}");

        whole.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        within.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldStillAnswer(server);
    }

    [Fact]
    public async Task A_body_that_trickles_is_given_up()
    {
        await using var server = await TestServer.StartAsync(build: builder =>
            builder.Services.Configure<KestrelServerOptions>(kestrel =>
                kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(500, TimeSpan.FromSeconds(1.5))
            )
        );
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(RawHttp.Head(server.Url, "Content-Length: 1000"));

        var clock = Stopwatch.StartNew();
        var reading = RawHttp.ReadAsync(stream);
        while (!reading.IsCompleted && clock.Elapsed < TimeSpan.FromSeconds(15))
        {
            try
            {
                await stream.WriteAsync("{"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }
            await Task.WhenAny(reading, Task.Delay(200));
        }

        (await reading).Status.ShouldBe(408);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await ShouldStillAnswer(server);
    }

    [Fact]
    public async Task A_body_that_is_cut_short_harms_nobody()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Url.Host, server.Url.Port);
            await client.GetStream().WriteAsync(RawHttp.Head(server.Url, "Content-Length: 1000"));
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("""{"query":"{ hel"""));
        }

        await ShouldStillAnswer(server);
        server.Logs.Lines.ShouldNotContain(line => line.StartsWith("Error"));
    }

    [Fact]
    public async Task Nothing_of_a_request_is_logged()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (context, _) =>
                context.Request.Headers.ContainsKey("X-Explode")
                    ? throw new InvalidOperationException("The database is away.")
                    : ValueTask.FromResult(Requests.Admission.Admit(null))
        );
        const string body =
            """{"query":"query Quack($text: String!) { echo(text: $text) }","variables":{"text":"topsecret"}}""";

        foreach (var text in (string[])[body, body + "topsecret"])
        {
            using var answered = await server.PostAsync(
                text,
                change: request => request.Headers.Add("Authorization", "Bearer topsecret")
            );
            using var failed = await server.PostAsync(
                text,
                change: request =>
                {
                    request.Headers.Add("Authorization", "Bearer topsecret");
                    request.Headers.Add("X-Explode", "1");
                }
            );
        }

        server.Logs.Lines.ShouldContain(line => line.Contains("The database is away."));
        server.Logs.Lines.ShouldNotContain(line => line.Contains("topsecret"));
        server.Logs.Lines.ShouldNotContain(line => line.Contains("Quack"));
    }

    private static async Task ShouldStillAnswer(TestServer server)
    {
        using var response = await server.AskAsync("{ hello }");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
