using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;

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
    public async Task With_its_mail_server_gone_it_goes_on_answering_and_says_so()
    {
        var mail = await SmtpTestServer.StartAsync();
        await using var server = await GraphServer.StartAsync(
            TestDatabase.Sqlite,
            ("Worker__InProcess", "true"),
            ("Mail__Transport", "Smtp"),
            ("Mail__Smtp__Host", mail.Host),
            ("Mail__Smtp__Port", $"{mail.Port}"),
            ("Mail__Smtp__Security", "None")
        );
        await mail.DisposeAsync();
        using var http = server.Client();

        var answer = await http.GetAsync("/readyz");

        ((int)answer.StatusCode).ShouldBe(200);
        var health = await answer.Content.ReadFromJsonAsync<JsonElement>();
        health.GetProperty("status").GetString().ShouldBe("degraded");
        health.GetProperty("checks").GetProperty("database").GetString().ShouldBe("ok");
        health
            .GetProperty("checks")
            .GetProperty("mailServer")
            .GetString()
            .ShouldBe("The mail server could not be reached (ConnectionRefused).");
    }

    [Fact]
    public async Task Mail_that_waits_for_too_long_is_told_and_takes_no_server_away()
    {
        await using var program = new GraphProcess();
        program.Start(["migrate"], ("ASPNETCORE_ENVIRONMENT", "Development"));
        (await program.ExitCodeAsync()).ShouldBe(0);
        await using (var db = program.OpenDatabase())
        {
            var hourAgo = TimeProvider.System.GetUtcNow().AddHours(-1);
            db.Outbox.Add(Waiting(hourAgo));
            await db.SaveChangesAsync();
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAttemptAt, hourAgo));
        }
        program.Start(
            ["serve"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Worker__InProcess", "false"),
            ("Demo", "false")
        );
        using var http = new HttpClient { BaseAddress = await program.AddressAsync() };

        var health = await http.GetFromJsonAsync<JsonElement>("/readyz");

        health.GetProperty("status").GetString().ShouldBe("degraded");
        health
            .GetProperty("checks")
            .GetProperty("outbox")
            .GetString()
            .ShouldBe("Mail that is due has waited for more than 15 minutes.");
    }

    private static OutboxMessage Waiting(DateTimeOffset since)
    {
        var id = Guid.CreateVersion7(since);
        return new OutboxMessage
        {
            Id = id,
            OrganizationId = new OrganizationId(id),
            Kind = "test.greeting",
            Payload = "{}",
            SubjectType = "test",
            SubjectId = id,
            Recipient = "vera@customer.example",
            MessageId = $"{id:N}@partnergraph",
            CreatedAt = since,
        };
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
