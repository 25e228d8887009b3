using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Telemetry;

/// <summary>In processes of their own: meters belong to a process.</summary>
public sealed partial class MetricsPageTests
{
    private const string Token = "a token of thirty characters!!";

    [Fact]
    public async Task Every_line_is_of_the_text_format_and_the_program_and_its_queue_are_in_it()
    {
        await using var program = new GraphProcess();
        program.Start(
            ["serve"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Demo", "false")
        );
        using var http = new HttpClient { BaseAddress = await program.AddressAsync() };
        (
            await http.PostAsJsonAsync("/graphql", new { query = "{ viewer { passwordChangeRequired } }" })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await http.GetAsync("/metrics");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => TextFormat().IsMatch(line));
        lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).ShouldBeUnique();
        lines.ShouldContain("graphql_operation_duration_seconds_count{graphql_operation_type=\"query\"} 1");
        lines.ShouldContain(
            "graphql_operation_duration_seconds_bucket{graphql_operation_type=\"query\",le=\"+Inf\"} 1"
        );
        lines.ShouldContain("partnergraph_outbox_mails{status=\"queued\"} 0");
        lines.ShouldContain("# TYPE partnergraph_outbox_oldest_due_seconds gauge");
        lines.ShouldContain(line =>
            line.StartsWith("http_server_request_duration_seconds_bucket", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task With_a_token_set_nobody_reads_them_without_it()
    {
        await using var program = new GraphProcess();
        program.Start(
            ["serve"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Telemetry__MetricsToken", Token.Replace(' ', '-')),
            ("Demo", "false")
        );
        using var http = new HttpClient { BaseAddress = await program.AddressAsync() };

        (await http.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            "another-token-of-30-characters"
        );
        (await http.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token.Replace(' ', '-'));
        (await http.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_worker_of_its_own_answers_what_watches_it()
    {
        await using var program = new GraphProcess();
        program.Start(["worker"], ("ASPNETCORE_ENVIRONMENT", "Development"), ("Worker__Url", "http://127.0.0.1:0"));
        using var http = new HttpClient { BaseAddress = await program.AddressAsync() };

        (await http.GetAsync("/livez")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetStringAsync("/readyz")).ShouldBe(
            "{\"status\":\"ok\",\"checks\":{\"database\":\"ok\",\"outbox\":\"ok\",\"mailServer\":\"ok\"}}"
        );
        (await http.GetStringAsync("/metrics")).ShouldContain("partnergraph_outbox_mails{status=\"dead\"} 0");
        (await http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [GeneratedRegex(
        """^(# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+|[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*\})? ([-+0-9.eE]+|NaN|[-+]Inf))$"""
    )]
    private static partial Regex TextFormat();
}
