using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Seeding;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Seeding;

public abstract class SeedTests(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_seeded_world_reads_like_one_that_grew()
    {
        var seed = fixture.Get<Seed>();
        var size = new SeedSize(Resellers: 6, Providers: 3, Customers: 60);
        (await seed.RunAsync(size, default)).ShouldBe(new SeedReport(false, 69, 69, 120));
        (await seed.RunAsync(size, default)).AlreadySeeded.ShouldBeTrue();

        await using var all = fixture.OpenAll();
        var admin = EmailAddress.Parse("admin@reseller-0.seed.example");
        (
            await fixture.Get<PersonAccounts>().CheckAsync(all, admin, Seed.Password, default)
        ).ShouldBeOfType<PasswordCheck.Accepted>();
        var reseller = (await all.Users.SingleAsync(user => user.Email == admin)).OrganizationId;
        var provider = (await all.Partnerships.FirstAsync(row => row.ResellerId == reseller)).ProviderId;
        (await all.Organizations.SingleAsync(row => row.Id == provider)).Services.ShouldBe([ProviderService.Marketing]);

        (await SharedAsync(reseller, provider)).ShouldBe(10);
        (await SharedAsync(provider, reseller)).ShouldBe(10);
        all.Users.Count(user => user.CreatedAt == new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBe(69);
    }

    private async Task<int> SharedAsync(OrganizationId viewer, OrganizationId partner)
    {
        await using var db = fixture.Database.Open(Tenant.Of(viewer));
        var search = new CustomerSearch(SharedWith: partner);
        return (await CustomerQueries.PageAsync(db, viewer, search, PageRequest.FirstPage, members: null, default))
            .Items
            .Count;
    }
}

public sealed class SeedOnSqliteTests(SqliteFixture fixture) : SeedTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SeedOnPostgresTests(PostgresFixture fixture) : SeedTests(fixture), IClassFixture<PostgresFixture>;
