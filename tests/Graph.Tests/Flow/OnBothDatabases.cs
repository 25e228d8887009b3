using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>Data of a theory that holds on every database.</summary>
internal sealed class OnBothDatabases : TheoryData<TestDatabase>
{
    public OnBothDatabases() => AddRange(TestDatabase.Sqlite, TestDatabase.Postgres);
}
