using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Tests.Tenants;

/// <summary>PostgreSQL's policies with the filters taken away: the second wall holds by itself, and stands where the first one does.</summary>
public sealed class RowSecurityTests(RowSecurityWorld world) : IClassFixture<RowSecurityWorld>
{
    private static readonly string[] Commands = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    [Fact]
    public async Task Every_table_of_the_model_has_policies_and_is_forced_or_says_why_it_has_no_tenant()
    {
        await using var db = world.Fixture.OpenAll();
        await using var connection = new NpgsqlConnection(world.Superuser);
        await connection.OpenAsync();
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null))
        {
            var table = entity.GetTableName()!;
            var forced = await RowSecurityWorld.ScalarAsync<bool>(
                connection,
                $"select relrowsecurity and relforcerowsecurity from pg_class where oid = '{table}'::regclass"
            );
            var tenants = await RowSecurityWorld.ScalarAsync<string[]>(
                connection,
                $"select coalesce(array_agg(cmd), '{{}}') from pg_policies where tablename = '{table}' and roles = '{{partnergraph_tenant}}'"
            );
            var owned = !NoTenant.Reasons.ContainsKey(Root(entity).ClrType);
            forced.ShouldBe(owned, table);
            var commands = TenantOwnership.WrittenBySystem.Contains(entity.ClrType) ? Commands[..1] : Commands;
            tenants.ShouldBe(owned ? commands : [], ignoreOrder: true, table);
        }
    }

    [Fact]
    public async Task No_table_lies_outside_the_model()
    {
        await using var db = world.Fixture.OpenAll();
        await using var connection = new NpgsqlConnection(world.Superuser);
        await connection.OpenAsync();
        var tables = await RowSecurityWorld.ScalarAsync<string[]>(
            connection,
            "select array_agg(relname::text) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        );
        tables
            .Except(db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!))
            .ShouldBe(["__EFMigrationsHistory"]);
    }

    [Fact]
    public async Task Policies_show_each_tenant_exactly_what_the_filters_show()
    {
        foreach (var entity in world.Owned)
        {
            var all = await AllAsync(entity);
            var shown = new HashSet<int>();
            foreach (var tenant in world.Tenants)
            {
                var byFilter = await world.KeysAsync(world.Filters, tenant, entity);
                var byPolicy = await world.KeysAsync(world.Policies, tenant, entity);
                byPolicy.ShouldBe(byFilter, $"{entity.ClrType.Name} for {tenant}");
                shown.Add(byFilter.Count);
            }
            // Otherwise little would be shown by that.
            shown.ShouldContain(count => count > 0 && count < all.Count, entity.ClrType.Name);
        }
    }

    [Fact]
    public async Task Rows_of_an_aggregates_own_table_show_with_the_aggregate()
    {
        await using var db = world.Fixture.OpenAll();
        foreach (var part in db.Model.GetEntityTypes().Where(entity => entity.IsOwned()))
        {
            var ownership = part.FindOwnership()!;
            var (table, owner) = (part.GetTableName()!, ownership.PrincipalEntityType.GetTableName()!);
            if (table == owner || NoTenant.Reasons.ContainsKey(Root(part).ClrType))
                continue;
            var key = ownership.Properties.Single().GetColumnName();
            var all = 0L;
            foreach (var tenant in world.Tenants)
            {
                await using var connection = await world.TenantConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await TellAsync(connection, tenant);
                var shown = await RowSecurityWorld.ScalarAsync<long>(connection, $"select count(*) from {table}");
                var due = await RowSecurityWorld.ScalarAsync<long>(
                    connection,
                    $"select count(*) from {table} where {key} in (select id from {owner})"
                );
                shown.ShouldBe(due, table);
                all += shown;
            }
            all.ShouldBeGreaterThan(0, table);
        }
    }

    [Fact]
    public async Task Thousands_of_mixed_reads_over_few_connections_without_filters_show_no_foreign_row()
    {
        var few = world.Fixture.WithPool(connections: 4, filters: false);
        var due = new Dictionary<(OrganizationId, IEntityType), IReadOnlyList<string>>();
        foreach (var entity in world.Owned)
        foreach (var tenant in world.Tenants)
            due[(tenant, entity)] = await world.KeysAsync(world.Filters, tenant, entity);

        var wrong = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 4_000),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (at, _) =>
            {
                var tenant = world.Tenants[at % world.Tenants.Count];
                var entity = world.Owned[at / world.Tenants.Count % world.Owned.Count];
                var read = await world.KeysAsync(few, tenant, entity);
                if (!read.SequenceEqual(due[(tenant, entity)]))
                    Interlocked.Increment(ref wrong);
            }
        );

        wrong.ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_that_is_kept_serves_each_tenant_with_its_own_rows()
    {
        var one = world.Fixture.WithPool(connections: 1, filters: false);
        var entity = world.Owned.Single(owned => owned.ClrType == typeof(Domain.Users.User));
        for (var round = 0; round < 10; round++)
            foreach (var tenant in world.Tenants.Take(5))
                (await world.KeysAsync(one, tenant, entity)).ShouldBe(
                    await world.KeysAsync(world.Filters, tenant, entity)
                );

        await using var connection = one.TenantConnection();
        await connection.OpenAsync();
        var kept = await RowSecurityWorld.ScalarAsync<long>(
            connection,
            "select count(*) from pg_prepared_statements where statement like '%FROM users%'"
        );
        kept.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_tenant_there_are_no_rows()
    {
        await using var connection = await world.TenantConnectionAsync();
        foreach (var entity in world.Owned)
        {
            var table = entity.GetTableName();
            (await RowSecurityWorld.ScalarAsync<long>(connection, $"select count(*) from {table}")).ShouldBe(0, table);
        }
    }

    /// <summary>They show what concerns the tenant, so that a statement which names one gains nothing.</summary>
    [Fact]
    public async Task The_views_of_the_policies_show_nothing_without_a_tenant_either()
    {
        await using var connection = await world.TenantConnectionAsync();
        var views = await RowSecurityWorld.ScalarAsync<string[]>(
            connection,
            "select array_agg(viewname::text) from pg_views where schemaname = 'tenancy'"
        );
        views.ShouldNotBeEmpty();
        foreach (var view in views)
            (await RowSecurityWorld.ScalarAsync<long>(connection, $"select count(*) from tenancy.{view}")).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_carries_nothing_over_whatever_became_of_the_lease()
    {
        var one = world.Fixture.WithPool(connections: 1, filters: false);
        OrganizationId tenant;
        await using (var db = world.Fixture.OpenAll())
            tenant = await db.Users.Select(user => user.OrganizationId).FirstAsync();
        await NothingLeftAsync();

        await using (var db = one.Open(Tenant.Of(tenant)))
            (await db.Users.CountAsync()).ShouldBeGreaterThan(0);
        await NothingLeftAsync();

        await using (var db = one.Open(Tenant.Of(tenant)))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Users.CountAsync()).ShouldBeGreaterThan(0);
        }
        await NothingLeftAsync();

        await using (var db = one.Open(Tenant.Of(tenant)))
            await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("select 1 / 0"));
        await NothingLeftAsync();

        await using (var db = one.Open(Tenant.Of(tenant)))
            await Should.ThrowAsync<PostgresException>(() =>
                db.Database.SqlQueryRaw<int>("select 1 / 0 as \"Value\"").ToListAsync()
            );
        await NothingLeftAsync();

        async Task NothingLeftAsync()
        {
            await using var connection = one.TenantConnection();
            await connection.OpenAsync();
            (await RowSecurityWorld.ScalarAsync<long>(connection, "select count(*) from users")).ShouldBe(0);
            (
                await RowSecurityWorld.ScalarAsync<string>(
                    connection,
                    "select coalesce(current_setting('app.tenant', true), '')"
                )
            ).ShouldBeEmpty();
        }
    }

    private async Task<IReadOnlyList<string>> AllAsync(IEntityType entity)
    {
        await using var db = world.Fixture.OpenAll();
        return await RowSecurityWorld.KeysAsync(db, entity);
    }

    private static IReadOnlyEntityType Root(IReadOnlyEntityType entity) =>
        entity.FindOwnership() is { } ownership ? Root(ownership.PrincipalEntityType) : entity;

    internal static async Task TellAsync(NpgsqlConnection connection, OrganizationId tenant)
    {
        await using var tell = new NpgsqlCommand("select set_config('app.tenant', $1, true)", connection);
        tell.Parameters.Add(new NpgsqlParameter { Value = tenant.Value.ToString() });
        await tell.ExecuteNonQueryAsync();
    }
}
