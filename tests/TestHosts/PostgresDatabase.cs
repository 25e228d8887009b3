namespace PartnerGraph.TestHosts;

/// <summary>One database of the cluster, for one test class; dropped with its connections on dispose.</summary>
public sealed class PostgresDatabase(PostgresCluster cluster, string name) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => cluster.ConnectionString(name);

    public async ValueTask DisposeAsync()
    {
        await cluster.DropAsync(name);
    }
}
