using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.Persistence.Tests.Databases;

/// <summary>A migrated database of its own for one test class, with the services over it.</summary>
public abstract class DatabaseFixture : IAsyncLifetime
{
    private ServiceProvider? services;

    public ManualClock Clock { get; } = new();

    public Database Database => Get<Database>();

    public string ConnectionString => Options!.ConnectionString;

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    public PartnerGraphDb OpenAll() => Database.Open(Tenant.Everyone("A test looks at everything."));

    /// <summary>The same database with the tenant filter of one entity taken away, and PostgreSQL's policies too unless they are asked for.</summary>
    public Database Unfiltered(Type entity, bool policies = false) =>
        new(Options!, Saver, new TenantFilterChoice(filtered: true, except: entity), policies);

    /// <summary>The same database with every tenant filter, or with none, of which <paramref name="policies"/> is then the only wall.</summary>
    public Database Walled(bool filters, bool policies) =>
        new(Options!, Saver, new TenantFilterChoice(filters, told: true), policies);

    /// <summary>The same on PostgreSQL over so many connections at most.</summary>
    public Database WithPool(int connections, bool filters) =>
        new(
            new DatabaseOptions
            {
                Provider = Options!.Provider,
                ConnectionString = $"{ConnectionString};Maximum Pool Size={connections}",
            },
            Saver,
            new TenantFilterChoice(filters, told: true)
        );

    private ChangeSaver Saver => new(Get<EventSignal>(), Get<OutboxSignal>(), Clock);

    public async ValueTask InitializeAsync()
    {
        services = BuildServices(await CreateAsync());
        await Database.MigrateAsync();
    }

    /// <summary>A second process over the same database: its own pools and bells.</summary>
    public ServiceProvider AnotherProcess() => BuildServices(Options!);

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    protected DatabaseOptions? Options { get; private set; }

    protected abstract Task<DatabaseOptions> CreateAsync();

    protected abstract Task DropAsync();

    private ServiceProvider BuildServices(DatabaseOptions options)
    {
        Options = options;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddPersistence(options);
        return collection.BuildServiceProvider();
    }
}

public sealed class SqliteFixture : DatabaseFixture
{
    private readonly string folder = Directory.CreateTempSubdirectory("partnergraph-test-").FullName;

    protected override Task<DatabaseOptions> CreateAsync() =>
        Task.FromResult(
            new DatabaseOptions
            {
                Provider = DatabaseProvider.Sqlite,
                ConnectionString = $"Data Source={Path.Combine(folder, "test.db")}",
                PasswordIterations = 1000,
            }
        );

    protected override Task DropAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresFixture : DatabaseFixture
{
    private PostgresDatabase? database;

    protected override async Task<DatabaseOptions> CreateAsync()
    {
        database = await PostgresCluster.Required().CreateDatabaseAsync("persistence");
        return new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = database.ConnectionString,
            PasswordIterations = 1000,
        };
    }

    protected override async Task DropAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}
