using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Leases contexts from two pools, one whose model filters by tenant and one for work on everyone's rows.</summary>
public sealed class Database
{
    private readonly Func<PartnerGraphDb> filtered;
    private readonly Func<PartnerGraphDb> everyone;
    private readonly ChangeSaver saver;
    private readonly string tenantConnection;
    private readonly bool policies;

    public Database(DatabaseOptions options, EventSignal events, OutboxSignal outbox, TimeProvider clock)
        : this(options, new ChangeSaver(events, outbox, clock), new TenantFilterChoice(filtered: true)) { }

    /// <param name="choice">Which filters a tenant's contexts have.</param>
    /// <param name="policies">Whether PostgreSQL's policies hold for tenants: off in tests of the filters alone.</param>
    internal Database(DatabaseOptions options, ChangeSaver saver, TenantFilterChoice choice, bool policies = true)
    {
        Provider = options.Provider;
        Roles = new DatabaseRoles(options.Roles);
        OwnerConnectionString = ConnectionSettings.Owner(options);
        ConnectionString = ConnectionSettings.Checked(options);
        tenantConnection = ConnectionString;
        if (Provider == DatabaseProvider.Postgres)
        {
            var role = policies ? Roles.Tenant : Roles.Everyone;
            tenantConnection = ConnectionSettings.InRole(ConnectionString, role, keepsNothing: true);
            ConnectionString = ConnectionSettings.InRole(ConnectionString, Roles.Everyone, keepsNothing: false);
        }
        this.policies = policies;
        this.saver = saver;
        filtered = Pool(choice, tenantConnection);
        everyone = Pool(new TenantFilterChoice(filtered: false), ConnectionString);
    }

    public DatabaseProvider Provider { get; }

    /// <summary>On PostgreSQL in the role that sees everyone's rows.</summary>
    internal string ConnectionString { get; }

    internal string OwnerConnectionString { get; }

    internal DatabaseRoles Roles { get; }

    /// <summary>A context that shows and writes the tenant's rows alone; it goes back to the pool when disposed.</summary>
    public PartnerGraphDb Open(Tenant tenant)
    {
        var db = tenant.IsEveryone ? everyone() : filtered();
        db.Tenant = tenant;
        db.Saver = saver;
        db.Trail = Trail.Current;
        if (!tenant.IsEveryone && Provider == DatabaseProvider.Postgres)
        {
            // The tenant of what SaveChanges writes is told at the beginning of its transaction: so it has one.
            db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            db.Roles = policies ? Roles : null;
        }
        return db;
    }

    /// <summary>A context of the owner of the tables, to migrate them: outside the pools, and never for a request.</summary>
    internal PartnerGraphDb OpenAsOwner()
    {
        var db = Make(new TenantFilterChoice(filtered: false), OwnerConnectionString);
        db.Tenant = Tenant.Everyone("Migrations change tables, not rows.");
        return db;
    }

    /// <summary>A context whose tables are the views that policies look through; nothing is asked by it.</summary>
    internal PartnerGraphDb OpenOverViews() =>
        Make(new TenantFilterChoice(filtered: false, overViews: true), OwnerConnectionString);

    /// <summary>A connection of a tenant's pool with nobody's tenant told.</summary>
    internal NpgsqlConnection TenantConnection() => new(tenantConnection);

    /// <summary>Creates the database's tables or brings them up to date.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        new Migration(this).RunAsync(cancellationToken);

    /// <summary>Whether the database answers; for health checks.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        await using var db = Open(Tenant.Everyone("A health check reads no row."));
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    internal static TOptions Configure<TOptions>(TOptions builder, DatabaseProvider provider, string connectionString)
        where TOptions : DbContextOptionsBuilder
    {
        builder.ReplaceService<IModelCacheKeyFactory, TenantModelKey>();
        builder.AddInterceptors(new TrailAtCommit(), new RingAfterCommit());
        // Collections of one aggregate are loaded in one statement on purpose: they are short.
        builder.ConfigureWarnings(warnings =>
            warnings
                .Ignore(RelationalEventId.MultipleCollectionIncludeWarning)
                .Throw(RelationalEventId.PendingModelChangesWarning)
        );
        if (provider == DatabaseProvider.Sqlite)
        {
            builder.UseSqlite(connectionString).AddInterceptors(new SqliteConnectionSetup());
        }
        else
        {
            builder.UseNpgsql(connectionString);
        }
        return builder;
    }

    private Func<PartnerGraphDb> Pool(TenantFilterChoice choice, string connectionString) =>
        Provider switch
        {
            DatabaseProvider.Sqlite => new PooledDbContextFactory<SqliteDb>(
                Options<SqliteDb>(choice, connectionString)
            ).CreateDbContext,
            DatabaseProvider.Postgres => new PooledDbContextFactory<PostgresDb>(
                Options<PostgresDb>(choice, connectionString)
            ).CreateDbContext,
        };

    private PartnerGraphDb Make(TenantFilterChoice choice, string connectionString) =>
        Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteDb(Options<SqliteDb>(choice, connectionString)),
            DatabaseProvider.Postgres => new PostgresDb(Options<PostgresDb>(choice, connectionString)),
        };

    private DbContextOptions<TDb> Options<TDb>(TenantFilterChoice choice, string connectionString)
        where TDb : PartnerGraphDb
    {
        var builder = Configure(new DbContextOptionsBuilder<TDb>(), Provider, connectionString);
        if (choice.Told && Provider == DatabaseProvider.Postgres)
        {
            builder.AddInterceptors(new TenantInRoundTrip(), new TenantInTransaction());
        }
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(choice);
        return builder.Options;
    }
}
