using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Administration;

/// <summary>Counts over two indexes with a status that a partial index has: what SQLite's planner once failed at.</summary>
public abstract class GrantCountTests(DatabaseFixture fixture)
{
    [Fact]
    public async Task Grants_are_counted_whatever_status_is_asked_for()
    {
        var mine = await new World(fixture).ResellerAsync();
        await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
        foreach (var status in Enum.GetValues<AdministrationGrantStatus>())
            (await AdministrationQueries.Of(db, customer: null, status).CountAsync()).ShouldBe(0, status.ToString());
    }
}

public sealed class GrantCountOnSqliteTests(SqliteFixture fixture)
    : GrantCountTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class GrantCountOnPostgresTests(PostgresFixture fixture)
    : GrantCountTests(fixture),
        IClassFixture<PostgresFixture>;
