using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Tenants;

/// <summary>What a tenant may write by PostgreSQL's policies alone, and that what is saved is still counted right.</summary>
public sealed class RowSecurityWriteTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private readonly World world = new(fixture);

    [Fact]
    public async Task A_row_for_another_tenant_is_refused()
    {
        var (mine, other) = (await world.ResellerAsync(), await world.ResellerAsync());
        var connection = await AsAsync(mine);
        await using var _ = connection;
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            DoAsync(
                connection,
                $"insert into outbox (id, organization_id, kind, version, payload, subject_type, subject_id, message_id, created_at, status, attempts, lease_epoch) values ('{world.NewId()}', '{other.Id.Value}', 'x', 1, '{{}}', 'x', '{world.NewId()}', 'x', now(), 'Queued', 0, 0)"
            )
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refused.MessageText);
    }

    [Fact]
    public async Task A_foreign_row_is_neither_changed_nor_deleted_nor_taken()
    {
        var (mine, other) = (await world.ResellerAsync(), await world.ResellerAsync());
        var (own, foreign) = (await world.UserAsync(mine), await world.UserAsync(other));
        await using var connection = await AsAsync(mine);

        (await DoAsync(connection, "update users set full_name = 'Ours now'")).ShouldBe(1);
        (await DoAsync(connection, $"delete from users where id = '{foreign.Id.Value}'")).ShouldBe(0);
        var given = await Should.ThrowAsync<PostgresException>(() =>
            DoAsync(connection, $"update users set organization_id = '{other.Id.Value}' where id = '{own.Id.Value}'")
        );
        given.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_customers_rows_are_seen_and_not_written()
    {
        var (reseller, customer) = (await world.ResellerAsync(), await world.CustomerAsync());
        await world.ServedByAsync(customer, reseller);
        await world.UserAsync(customer);
        await using var connection = await AsAsync(reseller);

        (await RowSecurityWorld.ScalarAsync<long>(connection, "select count(*) from users")).ShouldBe(1);
        (await DoAsync(connection, "update users set full_name = 'Ours now'")).ShouldBe(0);
        (
            await DoAsync(connection, $"update organizations set name = 'Ours now' where id = '{customer.Id.Value}'")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Statements_without_a_filter_change_the_tenants_rows_alone()
    {
        var (mine, other) = (await world.ResellerAsync(), await world.ResellerAsync());
        await world.UserAsync(mine);
        var foreign = await world.UserAsync(other, "Nobody else");
        await using var db = fixture.Walled(filters: false, policies: true).Open(Tenant.Of(mine.Id));

        (await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Active, false))).ShouldBe(1);
        (await db.Users.Where(user => user.Id == foreign.Id).ExecuteDeleteAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_of_something_that_was_changed_meanwhile_is_still_noticed()
    {
        var mine = await world.ProviderAsync();
        await using var first = fixture.Database.Open(Tenant.Of(mine.Id));
        await using var second = fixture.Database.Open(Tenant.Of(mine.Id));
        var (here, there) = (await first.Organizations.SingleAsync(), await second.Organizations.SingleAsync());
        here.DescribeBusiness(new BusinessProfile("First", Contact: null, Website: null), []);
        there.DescribeBusiness(new BusinessProfile("Second", Contact: null, Website: null), []);

        (await first.SaveInRaceAsync(CancellationToken.None)).ShouldBe(SaveResult.Saved);
        (await second.SaveInRaceAsync(CancellationToken.None)).ShouldBe(SaveResult.ChangedMeanwhile);
    }

    [Fact]
    public async Task What_is_saved_within_a_transaction_of_ones_own_is_counted_right()
    {
        var mine = await world.ProviderAsync();
        await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
        await using var transaction = await db.Database.BeginTransactionAsync();
        var organization = await db.Organizations.SingleAsync();
        organization.DescribeBusiness(new BusinessProfile("Within", Contact: null, Website: null), []);
        (await db.SaveChangesAsync()).ShouldBe(1);
        await transaction.CommitAsync();
    }

    [Fact]
    public async Task A_change_is_told_to_the_others_whom_it_concerns_and_shows_nothing_of_theirs()
    {
        var (provider, reseller) = (await world.ProviderAsync(), await world.ResellerAsync());
        var partnership = await world.PartnershipAsync(provider, reseller);
        await using (var db = fixture.Database.Open(Tenant.Of(reseller.Id)))
        {
            var own = await db.Partnerships.SingleAsync(row => row.Id == partnership.Id);
            own.RemoveAdministration(reseller.Id, world.Now).IsDone.ShouldBeTrue();
            await db.SaveChangesAsync();
        }

        await using var connection = await AsAsync(reseller);
        (
            await RowSecurityWorld.ScalarAsync<long>(
                connection,
                $"select count(*) from events where organization_id = '{provider.Id.Value}'"
            )
        ).ShouldBe(0);
        var told = await fixture.Get<EventLog>().LastPositionAsync(provider.Id, CancellationToken.None);
        told.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_trail_is_read_and_never_written_by_those_whom_it_tells_of()
    {
        var mine = await world.ResellerAsync();
        using (Trail.Begin(new Act("described", ActorKind.User, "Anna Admin") { Organization = mine.Id }))
        {
            await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
            var organization = await db.Organizations.SingleAsync();
            organization.DescribeBusiness(new BusinessProfile("Trailed", Contact: null, Website: null), []);
            await db.SaveChangesAsync();
        }

        await using var connection = await AsAsync(mine);
        (await RowSecurityWorld.ScalarAsync<long>(connection, "select count(*) from audit_events")).ShouldBe(1);
        (await DoAsync(connection, "update audit_events set actor_name = 'Nobody'")).ShouldBe(0);
        (await DoAsync(connection, "delete from audit_events")).ShouldBe(0);
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            DoAsync(
                connection,
                $"insert into audit_events (organization_id, id, at, action, outcome, actor_kind, actor_name, changed_fields) values ('{mine.Id.Value}', '{world.NewId()}', now(), 'x', 'Done', 'User', 'x', '[]')"
            )
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refused.MessageText);
    }

    [Fact]
    public async Task A_partner_cannot_go_on_as_if_it_held_its_customers_row()
    {
        var (reseller, customer) = (await world.ResellerAsync(), await world.CustomerAsync());
        await world.ServedByAsync(customer, reseller);
        await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Should.ThrowAsync<InvalidOperationException>(() =>
            CustomerAccessHold.HoldActiveAsync(db, customer.Id, CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_tenant_waits_for_the_database_asynchronously_alone()
    {
        var mine = await world.ResellerAsync();
        await using var db = fixture.Database.Open(Tenant.Of(mine.Id));
        Should.Throw<NotSupportedException>(() => db.Users.ToList());
        Should.Throw<NotSupportedException>(() => db.Database.BeginTransaction());
    }

    private async Task<NpgsqlConnection> AsAsync(Organization tenant)
    {
        var connection = fixture.Database.TenantConnection();
        await connection.OpenAsync();
        await DoAsync(connection, "begin");
        await RowSecurityTests.TellAsync(connection, tenant.Id);
        return connection;
    }

    private static async Task<int> DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
