using PartnerGraph.Graph.Tests.Hosting;

[assembly: AssemblyFixture(typeof(RunningPrograms))]

namespace PartnerGraph.Graph.Tests.Hosting;

/// <summary>One program a database for all tests that bring organizations of their own; started when the first of them asks.</summary>
public sealed class RunningPrograms : IAsyncDisposable
{
    private readonly Lazy<Task<GraphServer>> sqlite = new(() => StartAsync(TestDatabase.Sqlite));
    private readonly Lazy<Task<GraphServer>> postgres = new(() => StartAsync(TestDatabase.Postgres));

    public Task<GraphServer> On(TestDatabase database) =>
        database switch
        {
            TestDatabase.Sqlite => sqlite.Value,
            TestDatabase.Postgres => postgres.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(database), database, "no such database"),
        };

    public async ValueTask DisposeAsync()
    {
        foreach (var one in new[] { sqlite, postgres })
        {
            if (one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await one.Value).DisposeAsync();
        }
    }

    private static Task<GraphServer> StartAsync(TestDatabase database) =>
        GraphServer.StartAsync(
            database,
            ("Rates__PerPrincipal", "0"),
            ("Rates__PerAddress", "0"),
            ("Rates__SignIns", "0")
        );
}
