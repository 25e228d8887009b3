using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;
using PartnerGraph.TestHosts;

namespace PartnerGraph.Persistence.Tests.Tenants;

/// <summary>Whoever signs in to PostgreSQL: a superuser, an owner without rights beyond it, or a login beside the owner.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private readonly string name = $"i{Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray()[8..])}";
    private PostgresDatabase database = null!;

    private string Owner => $"{name}_owner";

    private string Login => $"{name}_login";

    public async ValueTask InitializeAsync()
    {
        database = await PostgresCluster.Required().CreateDatabaseAsync("installation");
        await AsSuperuserAsync(
            $"create role {Owner} login createrole; create role {Login} login; alter database {database.Name} owner to {Owner}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        var server = PostgresCluster.Required().ConnectionString("postgres");
        await database.DisposeAsync();
        await DoAsync(
            server,
            $"drop role if exists {Owner}; drop role if exists {Login}; drop role if exists {name}_tenant; drop role if exists {name}_everyone"
        );
    }

    [Fact]
    public async Task An_owner_without_rights_beyond_it_is_held_by_its_own_policies()
    {
        var installed = Installed(As(Owner), owner: null);
        await installed.MigrateAsync();
        await ProtectedAsync(installed);
    }

    [Fact]
    public async Task A_login_beside_the_owner_works_and_changes_no_table()
    {
        await Installed(As(Login), As(Owner)).MigrateAsync();
        var served = Installed(As(Login), owner: null);
        await served.MigrateAsync();
        await ProtectedAsync(served);
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            DoAsync(As(Login), "create table mine (id uuid)")
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_login_beside_the_owner_does_not_start_before_the_owner_has_migrated()
    {
        var refused = await Should.ThrowAsync<DatabaseSettingsException>(() =>
            Installed(As(Login), owner: null).MigrateAsync()
        );
        refused.Message.ShouldContain("run migrate with Database__OwnerConnectionString");
    }

    [Fact]
    public async Task A_role_that_passes_by_policies_stops_the_start()
    {
        await AsSuperuserAsync($"create role {name}_tenant nologin bypassrls");
        var refused = await Should.ThrowAsync<DatabaseSettingsException>(() =>
            Installed(database.ConnectionString, owner: null).MigrateAsync()
        );
        refused.Message.ShouldContain("BYPASSRLS");
    }

    [Fact]
    public async Task Whoever_starts_while_all_is_there_changes_nothing_and_what_was_taken_away_comes_back()
    {
        var installed = Installed(As(Owner), owner: null);
        await installed.MigrateAsync();
        var before = await SchemaAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Installed(As(Owner), owner: null).MigrateAsync()));
        (await SchemaAsync()).ShouldBe(before);

        await DoAsync(As(Owner), "alter table users no force row level security");
        await installed.MigrateAsync();
        await ProtectedAsync(installed);

        await DoAsync(As(Owner), PolicyScript.Drop);
        await installed.MigrateAsync();
        await ProtectedAsync(installed);
    }

    [Fact]
    public void A_prefix_that_is_no_name_is_refused()
    {
        var options = new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = "Host=db",
            Roles = "x; drop table users",
        };
        Should
            .Throw<DatabaseSettingsException>(() => new ServiceCollection().AddPersistence(options))
            .Message.ShouldContain("Database__Roles");
    }

    private async Task ProtectedAsync(Database installed)
    {
        var now = DateTimeOffset.UtcNow;
        Organization New(string called) =>
            World.Value(
                Organization.CreateReseller(
                    new OrganizationId(Guid.CreateVersion7()),
                    called,
                    CountryCode.Parse("DE"),
                    now
                )
            );
        var (mine, other) = (New("Mine"), New("Other"));
        await using (var db = installed.Open(Tenant.Everyone("A test makes two tenants.")))
        {
            db.AddRange(mine, other);
            await db.SaveChangesAsync();
        }
        await using (var db = installed.Open(Tenant.Of(mine.Id)))
        {
            var all = db.Organizations.IgnoreQueryFilters();
            (await all.Select(row => row.Id).ToListAsync()).ShouldBe([mine.Id]);
        }
        await using var raw = installed.TenantConnection();
        await raw.OpenAsync();
        (await RowSecurityWorld.ScalarAsync<long>(raw, "select count(*) from organizations")).ShouldBe(0);
        (
            await RowSecurityWorld.ScalarAsync<bool>(
                raw,
                "select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('users', 'organizations')"
            )
        ).ShouldBeTrue();
    }

    private Database Installed(string connectionString, string? owner)
    {
        var services = new ServiceCollection();
        services.AddPersistence(
            new DatabaseOptions
            {
                Provider = DatabaseProvider.Postgres,
                ConnectionString = connectionString,
                OwnerConnectionString = owner,
                Roles = name,
            }
        );
        return services.BuildServiceProvider().GetRequiredService<Database>();
    }

    private string As(string user) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = user }.ConnectionString;

    private async Task<uint> SchemaAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        return await RowSecurityWorld.ScalarAsync<uint>(
            connection,
            "select oid from pg_namespace where nspname = 'tenancy'"
        );
    }

    private Task AsSuperuserAsync(string sql) => DoAsync(database.ConnectionString, sql);

    private static async Task DoAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
