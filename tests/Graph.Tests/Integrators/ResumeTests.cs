using System.Text.Json;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>R84 with the clients that integrators use, npm's graphql-ws and graphql-sse, against processes that are killed.</summary>
public sealed class ResumeTests
{
    private static readonly string Node = RepositoryRoot.At("tests", "Graph.Tests", "Integrators", "node");

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R84_Whoever_was_cut_off_goes_on_by_position_without_a_gap_and_without_a_repetition(
        TestDatabase database
    )
    {
        Require.Program("node");
        await using var installation = await Installation.MakeAsync(database);
        var port = Installation.FreePort();
        var program = installation.ProgramAt(port);
        var first = await installation.StartAsync(port);
        var reseller = await program.ResellerAsync();
        var token = await TokenAsync(reseller);
        await using var socket = await FollowAsync("ws", program, token);
        await using var stream = await FollowAsync("sse", program, token);
        var names = new List<string>();

        // Live.
        names.Add((await program.CustomerAsync(reseller)).Name);
        await BothReceiveAsync(socket, stream, names[^1]);

        // Killed without a word; what happens meanwhile happens through another process.
        await first.DisposeAsync();
        await EndsAsync(socket);
        await EndsAsync(stream);
        var otherPort = Installation.FreePort();
        await using (await installation.StartAsync(otherPort))
        {
            var elsewhere = installation.ProgramAt(otherPort);
            var there = reseller with { Client = await elsewhere.SignInAsync(reseller.Email) };
            names.Add((await elsewhere.CustomerAsync(there)).Name);
            names.Add((await elsewhere.CustomerAsync(there)).Name);
        }

        // Back at the old address: first what was missed, in order, then live again.
        await using var second = await installation.StartAsync(port);
        await BothReceiveAsync(socket, stream, names[1]);
        await BothReceiveAsync(socket, stream, names[2]);
        var back = reseller with { Client = await program.SignInAsync(reseller.Email) };
        names.Add((await program.CustomerAsync(back)).Name);
        await BothReceiveAsync(socket, stream, names[3]);

        // Who comes anew gets all that is kept, each once.
        await using var late = await FollowAsync("sse", program, token);
        foreach (var name in names)
            (await EventAsync(late)).Text("event.customer.name").ShouldBe(name);
    }

    private static async Task<string> TokenAsync(Member reseller) =>
        (await reseller.DoAsync("createApiToken", new { name = "Ledger", scopes = new[] { "EVENTS" } }, "secret")).Text(
            "secret"
        );

    private static Task<NodeProcess> FollowAsync(string kind, PartnerProgram program, string token) =>
        NodeProcess.StartAsync(Node, "follow.mjs", kind, program.Anonymous.Endpoint.ToString(), token);

    private static async Task BothReceiveAsync(NodeProcess socket, NodeProcess stream, string customer)
    {
        foreach (var client in (NodeProcess[])[socket, stream])
            (await EventAsync(client)).Text("event.customer.name").ShouldBe(customer);
    }

    /// <summary>The next line that tells an event; what a client says of vain tries to connect is passed over.</summary>
    private static async Task<JsonElement> EventAsync(NodeProcess client)
    {
        while (true)
        {
            var said = await client.ReceiveAsync(TimeSpan.FromSeconds(60));
            said.TryGetProperty("errors", out _).ShouldBeFalse(said.ToString());
            if (said.TryGetProperty("event", out _))
                return said;
        }
    }

    private static async Task EndsAsync(NodeProcess client) =>
        (await client.ReceiveAsync()).TryGetProperty("event", out _).ShouldBeFalse();
}
