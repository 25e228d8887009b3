using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Tenants;

public abstract class TenancyTests(DatabaseFixture fixture)
{
    private readonly World world = new(fixture);

    [Fact]
    public async Task A_tenant_sees_its_own_rows_and_everyone_sees_all()
    {
        var mine = await world.ResellerAsync();
        var other = await world.ResellerAsync();
        var user = await world.UserAsync(mine);
        var foreign = await world.UserAsync(other);

        await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
        (await db.Users.Select(row => row.Id).ToListAsync()).ShouldBe([user.Id]);
        (await db.Organizations.Select(row => row.Id).ToListAsync()).ShouldBe([mine.Id]);
        (await db.Events.Select(row => row.OrganizationId).Distinct().ToListAsync()).ShouldBe([mine.Id]);

        await using var all = fixture.OpenAll();
        var both = await all.Users.Where(row => row.Id == user.Id || row.Id == foreign.Id).CountAsync();
        both.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_filter_the_other_tenants_rows_would_show()
    {
        var mine = await world.ResellerAsync();
        var other = await world.ResellerAsync();
        await world.UserAsync(other);

        await using var filtered = fixture.Database.Open(Tenant.Of(mine.Id));
        (await filtered.Users.CountAsync(row => row.OrganizationId == other.Id)).ShouldBe(0);

        var unfiltered = fixture.Unfiltered(typeof(Domain.Users.User));
        await using var open = unfiltered.Open(Tenant.Of(mine.Id));
        (await open.Users.CountAsync(row => row.OrganizationId == other.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task The_pool_hands_out_contexts_without_the_last_lease()
    {
        var mine = await world.ResellerAsync();
        var other = await world.ResellerAsync();
        PartnerGraphDb leased;
        await using (var db = fixture.Database.Open(Tenant.Of(mine.Id)))
        {
            leased = db;
            (await db.Organizations.SingleAsync()).Id.ShouldBe(mine.Id);
        }
        leased.Tenant.ShouldBeNull();
        await using var next = fixture.Database.Open(Tenant.Of(other.Id));
        (await next.Organizations.SingleAsync()).Id.ShouldBe(other.Id);
        next.ChangeTracker.Entries().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_is_seen_by_those_who_have_a_relationship_and_by_nobody_else()
    {
        var provider = await world.ProviderAsync();
        var a = await world.ResellerAsync("A");
        var b = await world.ResellerAsync("B");
        await world.PartnershipAsync(provider, a);
        await world.PartnershipAsync(provider, b);
        var customer = await world.CustomerAsync();
        await world.ServedByAsync(customer, a);
        await world.ProvidedByAsync(customer, provider, via: a);
        await world.UserAsync(customer);

        (await SeesAsync(a, customer)).ShouldBe((true, 2, 1));
        (await SeesAsync(provider, customer)).ShouldBe((true, 2, 1));
        (await SeesAsync(b, customer)).ShouldBe((false, 0, 0));
        (await SeesAsync(customer, customer)).ShouldBe((true, 2, 1));
    }

    [Fact]
    public async Task An_ended_relationship_shows_nothing()
    {
        var reseller = await world.ResellerAsync();
        var customer = await world.CustomerAsync();
        var access = await world.ServedByAsync(customer, reseller);
        await using (var db = fixture.OpenAll())
        {
            var row = await db.CustomerAccess.SingleAsync(one => one.Id == access.Id);
            row.End(row.OrganizationId, world.Now);
            await db.SaveChangesAsync();
        }
        (await SeesAsync(reseller, customer)).Organization.ShouldBeFalse();
    }

    [Fact]
    public async Task New_rows_get_the_tenant_and_foreign_ones_are_refused()
    {
        var mine = await world.ResellerAsync();
        var other = await world.ResellerAsync();
        await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
        var own = Token(default);
        db.ApiTokens.Add(own);
        await db.SaveChangesAsync();
        own.OrganizationId.ShouldBe(mine.Id);

        db.ApiTokens.Add(Token(other.Id));
        await Should.ThrowAsync<ForeignTenantException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_foreign_row_that_was_attached_cannot_be_changed()
    {
        var mine = await world.ProviderAsync();
        var foreign = await world.ProviderAsync();
        await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
        db.Attach(foreign);
        foreign.DescribeBusiness(new BusinessProfile("Ours now", Contact: null, Website: null), []);
        await Should.ThrowAsync<ForeignTenantException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_context_without_a_lease_shows_nothing()
    {
        var mine = await world.ResellerAsync();
        PartnerGraphDb leased;
        await using (var db = fixture.Database.Open(Tenant.Of(mine.Id)))
        {
            leased = db;
        }
        leased.Tenant.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => leased.CurrentOrganization).Message.ShouldContain("no tenant");
    }

    private ApiToken Token(OrganizationId organization) =>
        new()
        {
            Id = new ApiTokenId(world.NewId()),
            OrganizationId = organization,
            Name = "integration",
            Scopes = [ApiScope.Read],
            SecretHash = [.. Guid.CreateVersion7(world.Now).ToByteArray()],
            CreatedBy = new UserId(world.NewId()),
            CreatedAt = world.Now,
        };

    private async Task<(bool Organization, int Relationships, int Users)> SeesAsync(
        Organization who,
        Organization customer
    )
    {
        await using var db = fixture.Database.Open(Tenant.Of(who.Id));
        return (
            await db.Organizations.AnyAsync(row => row.Id == customer.Id),
            await db.CustomerAccess.CountAsync(row => row.CustomerId == customer.Id && row.EndedAt == null),
            await db.Users.CountAsync(row => row.OrganizationId == customer.Id)
        );
    }
}

public sealed class TenancyOnSqliteTests(SqliteFixture fixture) : TenancyTests(fixture), IClassFixture<SqliteFixture>;

public sealed class TenancyOnPostgresTests(PostgresFixture fixture)
    : TenancyTests(fixture),
        IClassFixture<PostgresFixture>;
