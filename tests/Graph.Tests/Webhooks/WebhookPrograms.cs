using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Webhooks;

[assembly: AssemblyFixture(typeof(WebhookPrograms))]

namespace PartnerGraph.Graph.Tests.Webhooks;

/// <summary>A program for each database that may call receivers on this machine.</summary>
public sealed class WebhookPrograms : IAsyncDisposable
{
    private readonly Lazy<Task<WholeProgram>> sqlite = new(() => StartAsync(TestDatabase.Sqlite));
    private readonly Lazy<Task<WholeProgram>> postgres = new(() => StartAsync(TestDatabase.Postgres));

    public Task<WholeProgram> OnAsync(TestDatabase database) =>
        database is TestDatabase.Sqlite ? sqlite.Value : postgres.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in new[] { sqlite, postgres })
        {
            if (one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await one.Value).DisposeAsync();
        }
    }

    private static Task<WholeProgram> StartAsync(TestDatabase database) =>
        WholeProgram.StartAsync(database, clock: null, ("Webhooks__AllowLoopback", "true"));
}
