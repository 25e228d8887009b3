using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.TestHosts;

namespace PartnerGraph.Graph.Tests.Hosting;

/// <summary>The program on a real port, with a data folder and a database of its own.</summary>
public sealed class GraphServer : WebApplicationFactory<GraphHost>
{
    private readonly Dictionary<string, string> settings;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("partnergraph-");
    private PostgresDatabase? postgres;
    private TimeProvider? clock;

    private GraphServer(Dictionary<string, string> settings)
    {
        this.settings = settings;
        UseKestrel(0);
    }

    public string DataFolder => folder.FullName;

    /// <summary>For a process of the program beside this one: the same database, the same key.</summary>
    public (string Name, string Value)[] SettingsOfOthers =>
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Data__Folder", DataFolder),
            .. settings
                .Where(one => one.Key.StartsWith("Database:", StringComparison.Ordinal))
                .Select(one => (one.Key.Replace(":", "__", StringComparison.Ordinal), one.Value)),
        ];

    public Uri Address => ClientOptions.BaseAddress;

    /// <param name="settings">As environment variables name them: Mail__Folder.</param>
    public static Task<GraphServer> StartAsync(TestDatabase database, params (string Name, string Value)[] settings) =>
        StartAsync(database, clock: null, settings);

    /// <param name="clock">Null: the machine's.</param>
    public static async Task<GraphServer> StartAsync(
        TestDatabase database,
        TimeProvider? clock,
        params (string Name, string Value)[] settings
    )
    {
        var server = new GraphServer(
            settings.ToDictionary(s => s.Name.Replace("__", ":", StringComparison.Ordinal), s => s.Value)
        );
        server.clock = clock;
        server.settings.TryAdd("Data:Folder", server.DataFolder);
        server.settings.TryAdd("Demo", "false");
        server.settings.TryAdd("Worker:InProcess", "false");
        if (database is TestDatabase.Postgres)
        {
            server.postgres = await PostgresCluster.Required().CreateDatabaseAsync("graph");
            server.settings.TryAdd("Database:Provider", "Postgres");
            server.settings.TryAdd("Database:ConnectionString", server.postgres.ConnectionString);
        }
        server.StartServer();
        return server;
    }

    public HttpClient Client() =>
        CreateClient(
            new WebApplicationFactoryClientOptions
            {
                BaseAddress = ClientOptions.BaseAddress,
                AllowAutoRedirect = false,
            }
        );

    /// <summary>The database goes away while the program runs.</summary>
    public async Task LoseDatabaseAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        else
            Directory.Delete(DataFolder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        // A real hash takes 65 ms.
        builder.ConfigureTestServices(services =>
        {
            services.PostConfigure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
            if (clock is not null)
                services.AddSingleton(clock);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        if (folder.Exists)
            folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

public enum TestDatabase
{
    Sqlite,
    Postgres,
}
