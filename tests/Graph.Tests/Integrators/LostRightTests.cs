using System.Diagnostics;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>A stream or socket outlives the right to it by no more than five seconds, also where nothing happens on it.</summary>
public sealed class LostRightTests(WholePrograms programs)
{
    private const string Follow = """subscription { invitationAccepted(after: "0") { position } }""";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    public static TheoryData<TestDatabase, string> Losses() =>
        new()
        {
            { TestDatabase.Sqlite, "token revoked" },
            { TestDatabase.Postgres, "token revoked" },
            { TestDatabase.Sqlite, "creator's roles taken" },
            { TestDatabase.Postgres, "creator's roles taken" },
            { TestDatabase.Sqlite, "creator deactivated" },
            { TestDatabase.Postgres, "creator deactivated" },
            { TestDatabase.Sqlite, "user deactivated" },
            { TestDatabase.Postgres, "user deactivated" },
            { TestDatabase.Sqlite, "user signed out" },
            { TestDatabase.Postgres, "user signed out" },
        };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_quiet_stream_and_a_quiet_socket_end_within_five_seconds(TestDatabase database, string loss)
    {
        Require.Program("node");
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var (agent, agentId, _) = await program.AddUserAsync(reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var made = await agent.DoAsync(
            "createApiToken",
            new { name = "Ledger", scopes = new[] { "EVENTS" } },
            "secret apiToken { id }"
        );
        // A person's own session, or an integration of theirs.
        var secret = loss.StartsWith("user", StringComparison.Ordinal) ? agent.Token! : made.Text("secret");
        await using var stream = await EventStream.OpenAsync(program.Anonymous.As(secret), Follow);
        await using var socket = await NodeProcess.StartAsync(
            RepositoryRoot.At("tests", "Graph.Tests", "Integrators", "node"),
            "follow.mjs",
            "ws",
            program.Anonymous.Endpoint.ToString(),
            secret
        );
        // An event that both have seen: now both are known to run.
        await program.CustomerAsync(reseller);
        (await stream.NextAsync()).ShouldNotBeNull();
        (await socket.ReceiveAsync()).TryGetProperty("event", out _).ShouldBeTrue();

        var clock = Stopwatch.StartNew();
        await (
            loss switch
            {
                "user signed out" => agent.DoAsync("signOut", input: null),
                "token revoked" => agent.DoAsync("revokeApiToken", new { apiTokenId = made.Text("apiToken.id") }),
                "creator's roles taken" => reseller.DoAsync(
                    "assignRoles",
                    new
                    {
                        userId = agentId,
                        agentRole = "NOT_AN_AGENT",
                        adminRole = "NOT_AN_ADMIN",
                    }
                ),
                _ => reseller.DoAsync("deactivateUser", new { userId = agentId }),
            }
        );
        var (ofStream, ofSocket) = (stream.NextAsync(), socket.ReceiveAsync());

        (await ofStream).ShouldBeNull();
        var said = await ofSocket;
        clock.Elapsed.ShouldBeLessThan(Promised);
        said.TryGetProperty("event", out _).ShouldBeFalse(said.ToString());
    }
}
