using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Enrollments;

/// <summary>One program a database for all tests of the folder: they work with organizations of their own and may share it.</summary>
public sealed class EnrollmentServers : IAsyncLifetime
{
    private readonly Dictionary<TestDatabase, GraphServer> servers = [];
    private readonly SemaphoreSlim gate = new(1);

    public async Task<EnrollmentWorld> OnAsync(TestDatabase database)
    {
        await gate.WaitAsync();
        try
        {
            if (!servers.TryGetValue(database, out var server))
                servers[database] = server = await GraphServer.StartAsync(database, ("Rates__SignIns", "0"));
            return new EnrollmentWorld(server);
        }
        finally
        {
            gate.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers.Values)
            await server.DisposeAsync();
        gate.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class EnrollmentCollection : ICollectionFixture<EnrollmentServers>
{
    public const string Name = "enrollments";
}
