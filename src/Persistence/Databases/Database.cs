using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
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

    public Database(DatabaseOptions options, EventSignal events, OutboxSignal outbox, TimeProvider clock)
        : this(options, new ChangeSaver(events, outbox, clock), new TenantFilterChoice(filtered: true)) { }

    internal Database(DatabaseOptions options, ChangeSaver saver, TenantFilterChoice choice)
    {
        Provider = options.Provider;
        ConnectionString = ConnectionSettings.Checked(options);
        this.saver = saver;
        filtered = Pool(choice);
        everyone = Pool(new TenantFilterChoice(filtered: false));
    }

    public DatabaseProvider Provider { get; }

    internal string ConnectionString { get; }

    /// <summary>A context that shows and writes the tenant's rows alone; it goes back to the pool when disposed.</summary>
    public PartnerGraphDb Open(Tenant tenant)
    {
        var db = tenant.IsEveryone ? everyone() : filtered();
        db.Tenant = tenant;
        db.Saver = saver;
        db.Trail = Trail.Current;
        return db;
    }

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

    private Func<PartnerGraphDb> Pool(TenantFilterChoice choice) =>
        Provider switch
        {
            DatabaseProvider.Sqlite => new PooledDbContextFactory<SqliteDb>(Options<SqliteDb>(choice)).CreateDbContext,
            DatabaseProvider.Postgres => new PooledDbContextFactory<PostgresDb>(
                Options<PostgresDb>(choice)
            ).CreateDbContext,
        };

    private DbContextOptions<TDb> Options<TDb>(TenantFilterChoice choice)
        where TDb : PartnerGraphDb
    {
        var builder = Configure(new DbContextOptionsBuilder<TDb>(), Provider, ConnectionString);
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(choice);
        return builder.Options;
    }
}
