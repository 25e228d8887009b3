using System.Text.Json;
using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>A client from npm in its own process: subscribes when told and tells what it hears.</summary>
internal sealed class ClientProcess(NodeProcess node) : IAsyncDisposable
{
    public static async Task<ClientProcess> StartAsync(string script, params string[] arguments) =>
        new(
            await NodeProcess.StartAsync(RepositoryRoot.At("tests", "GraphQL.Server.Tests", "node"), script, arguments)
        );

    public Task SubscribeAsync(string id, string query) => node.SendAsync(new { subscribe = id, query });

    public Task DisposeAsync(string id) => node.SendAsync(new { dispose = id });

    /// <summary>The next event that has this member; others are passed over.</summary>
    public async Task<JsonElement> HearAsync(string member)
    {
        while (true)
        {
            var heard = await node.ReceiveAsync();
            if (heard.TryGetProperty(member, out var value))
            {
                return value;
            }
        }
    }

    /// <summary>All events up to and with the first that has this member, except those of the connection.</summary>
    public async Task<IReadOnlyList<string>> HearUntilAsync(string member)
    {
        var heard = new List<string>();
        while (true)
        {
            var next = await node.ReceiveAsync();
            if (!next.TryGetProperty("connected", out _))
            {
                heard.Add(next.GetRawText());
            }
            if (next.TryGetProperty(member, out _))
            {
                return heard;
            }
        }
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
