using System.Net;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Tests.Audit;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Integrators;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Tests.Idempotency;

/// <summary>The real program is killed (kill -9) in the middle of a request with a key; a table that is locked holds it there.</summary>
public sealed class KilledServerTests
{
    private const string Create = "createApiToken(input: $input) { apiToken { id } errors { code } }";

    private static readonly object Input = new { input = new { name = "robot", scopes = new[] { "READ" } } };

    [Fact]
    public async Task Killed_before_its_change_was_committed_the_request_runs_again_and_is_done_once()
    {
        await using var installation = await Installation.MakeAsync(TestDatabase.Postgres);
        var port = Installation.FreePort();
        var client = await KilledWhileAsync(
            installation,
            port,
            $"mutation($input: CreateApiTokenInput!) {{ {Create} }}",
            hold: "lock table audit_events in access exclusive mode",
            isThere: db => db.IdempotentRequests.AnyAsync(row => row.CommittedAt == null)
        );

        await using var again = await installation.StartAsync(port);
        var query = $"mutation($input: CreateApiTokenInput!) {{ {Create} }}";
        (await client.SendAsync(query, Input)).Codes.ShouldBe(["REQUEST_IN_PROGRESS"]);
        await LetTheClaimLapseAsync(installation);
        var done = await client.SendAsync(query, Input);
        done.Status.ShouldBe(HttpStatusCode.OK, done.Text);
        (await client.SendAsync(query, Input)).Text.ShouldBe(done.Text);
        (await TokensAsync(client)).ShouldBe(1);
        (await client.ActionsAsync(", action: \"createApiToken\"")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Killed_between_its_change_and_its_answer_the_request_never_runs_again_and_says_so()
    {
        const string query = $$"""
            mutation($input: CreateApiTokenInput!) {
              {{Create}}
              requestEnrollmentAction(input: { enrollmentId: "BAAAAAAAAAAAAAAAAAAAAAA", reason: "why" }) { errors { code } }
            }
            """;
        await using var installation = await Installation.MakeAsync(TestDatabase.Postgres);
        var port = Installation.FreePort();
        var client = await KilledWhileAsync(
            installation,
            port,
            query,
            hold: "lock table enrollments in access exclusive mode",
            isThere: db => db.IdempotentRequests.AnyAsync(row => row.CommittedAt != null)
        );

        await using var again = await installation.StartAsync(port);
        (await client.SendAsync(query, Input)).Codes.ShouldBe(["REQUEST_IN_PROGRESS"]);
        await LetTheClaimLapseAsync(installation);
        for (var i = 0; i < 2; i++)
        {
            var lost = await client.SendAsync(query, Input);
            lost.Status.ShouldBe(HttpStatusCode.Conflict);
            lost.Codes.ShouldBe(["ANSWER_LOST"]);
        }
        (await TokensAsync(client)).ShouldBe(1);
        (await client.ActionsAsync(", action: \"createApiToken\"")).Count.ShouldBe(1);
    }

    /// <summary>The operator's client with its key, after the server that held its request is gone.</summary>
    private static async Task<GraphClient> KilledWhileAsync(
        Installation installation,
        int port,
        string query,
        string hold,
        Func<PartnerGraphDb, Task<bool>> isThere
    )
    {
        await using var server = await installation.StartAsync(port);
        var client = (await installation.ProgramAt(port).OperatorAsync()).With(Guid.NewGuid().ToString());
        await using var held = installation.Open();
        await using var transaction = await held.Database.BeginTransactionAsync();
        await held.Database.ExecuteSqlRawAsync(hold);

        var answer = client.SendAsync(query, Input);
        await using (var db = installation.Open())
        {
            while (!await isThere(db) || !await IsWaitingAsync(db))
            {
                answer.IsCompleted.ShouldBeFalse("it was not held back");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
        }
        await server.EndAsync();
        await Should.ThrowAsync<HttpRequestException>(() => answer);
        return client;
    }

    private static async Task<bool> IsWaitingAsync(PartnerGraphDb db) =>
        (
            await db
                .Database.SqlQueryRaw<long>("select count(*) as \"Value\" from pg_locks where not granted")
                .ToListAsync()
        ).Single() > 0;

    private static async Task LetTheClaimLapseAsync(Installation installation)
    {
        await using var db = installation.Open();
        var past = DateTimeOffset.UtcNow.AddSeconds(-1);
        await db.IdempotentRequests.ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, past));
    }

    private static async Task<int> TokensAsync(GraphClient client) =>
        (await client.AskAsync("{ apiTokens { totalCount } }")).At("apiTokens.totalCount").GetInt32();
}
