using System.Net.Http.Json;
using System.Text.Json;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Health;

public sealed class HealthTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_running_program_lives_and_is_ready(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database);
        using var http = server.Client();

        foreach (var path in (string[])["/livez", "/readyz"])
            (await http.GetFromJsonAsync<JsonElement>(path)).GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task Without_its_database_it_lives_and_says_why_it_is_not_ready()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Postgres);
        using var http = server.Client();
        await server.LoseDatabaseAsync();

        (await http.GetAsync("/livez")).EnsureSuccessStatusCode();
        var ready = await http.GetAsync("/readyz");
        ((int)ready.StatusCode).ShouldBe(503);
        var answer = await ready.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("reason").GetString().ShouldBe("The database cannot be reached.");
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();

        foreach (var path in (string[])["/livez", "/ide", "/dev/mail", "/nothing-here"])
        {
            var answer = await http.GetAsync(path);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("http");
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }
}
