using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>One matrix of queries for all tests that look into it: asking takes a while.</summary>
[CollectionDefinition(nameof(MatrixFixture))]
public sealed class MatrixFixture : ICollectionFixture<MatrixFixture>, IAsyncLifetime
{
    /// <summary>What goes to the world's database.</summary>
    public Statements Statements { get; } = new();

    public MatrixWorld World { get; private set; } = null!;

    public AccessMatrix Matrix { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await MatrixWorld.MakeAsync(TestDatabase.Sqlite);
        Statements.Database = World.Server.DataFolder;
        Matrix = new AccessMatrix(World, World.Callers);
        await Matrix.AskQueriesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        Statements.Dispose();
    }
}
