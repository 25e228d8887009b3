using System.Net;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Telemetry;

/// <summary>What a collector gets from the program as a process.</summary>
public sealed class OtlpTests
{
    private const string Token = "Zx7Qw9ErT2yU4iOpA6sDfG8hJkL0zXcVbN1mQwErTyU";

    [Fact]
    public async Task R80_A_stopping_server_sends_what_it_measured_and_no_secret_of_a_link()
    {
        await using var collector = await Collector.StartAsync();
        await using var program = new GraphProcess();
        program.Start(
            ["serve"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Telemetry__OtlpEndpoint", collector.Url),
            ("Operator__Email", "first@operator.example"),
            ("Operator__Password", "what the operator chose"),
            ("Demo", "false")
        );
        var address = await program.AddressAsync();
        await VisitAsync(address);

        (await program.TerminateAsync()).ShouldBe(0, program.Errors);

        var all = collector.Received;
        all.Select(one => one.Method).ShouldAllBe(method => method == "POST");
        all.Select(one => one.Path).Distinct().Order().ShouldBe(["/v1/metrics", "/v1/traces"]);
        all.ShouldAllBe(one => one.Headers.Contains("Content-Type: application/x-protobuf"));
        // Compressed, nothing could be found in it.
        all.ShouldAllBe(one => !one.Headers.Contains("Content-Encoding"));
        all.ShouldAllBe(one => one.Body.Contains("partnergraph"));
        var measures = Of(all, "/v1/metrics");
        foreach (
            var told in (string[])
                [
                    "/i/{token}",
                    "/verify/{token}",
                    "http.server.request.duration",
                    "graphql.operation.duration",
                    "partnergraph.outbox.mails",
                ]
        )
            measures.ShouldContain(told);
        Of(all, "/v1/traces").ShouldContain("Microsoft.AspNetCore");
        foreach (var secret in (string[])[Token, Token[..16], "first@operator", "what the operator chose"])
            all.ShouldAllBe(one => !(one.Headers + one.Body).Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    // Pages that are there and that are not, looked at, sent to, and with a secret where none belongs.
    private static async Task VisitAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        foreach (
            var path in (string[])
                ["/i/" + Token, $"/i/{Token}?token={Token}", $"/i/{Token}/nothing", "/verify/" + Token, "/" + Token]
        )
        {
            using var looked = await http.GetAsync(path);
            ((int)looked.StatusCode).ShouldBeInRange(200, 499);
            using var form = new FormUrlEncodedContent([new("token", Token)]);
            using var sent = await http.PostAsync(path, form);
            ((int)sent.StatusCode).ShouldBeInRange(200, 499);
        }

        var client = new GraphClient(address);
        await client.DoAsync(
            "signIn",
            new { email = "first@operator.example", password = "what the operator chose" },
            "session { accessToken }"
        );
        (await client.SendAsync($"{{ nothing(token: \"{Token}\") }}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Of(IEnumerable<ReceivedTelemetry> all, string path) =>
        string.Concat(all.Where(one => one.Path == path).Select(one => one.Body));
}
