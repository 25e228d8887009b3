using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.TestHosts;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>One database and one key that processes of the program come to and go from, killed without a word.</summary>
public sealed class Installation : IAsyncDisposable
{
    /// <summary>Whoever shows it reads /metrics.</summary>
    public const string MetricsToken = "a-token-of-thirty-characters!!";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("partnergraph-installation-");
    private readonly SmtpTestServer mail;
    private readonly string? postgres;
    private readonly PostgresDatabase? own;

    private Installation(SmtpTestServer mail, string? postgres, PostgresDatabase? own)
    {
        this.mail = mail;
        this.postgres = postgres;
        this.own = own;
    }

    public static async Task<Installation> MakeAsync(TestDatabase database)
    {
        var made =
            database is TestDatabase.Postgres
                ? await PostgresCluster.Required().CreateDatabaseAsync("installation")
                : null;
        return new Installation(await SmtpTestServer.StartAsync(), made?.ConnectionString, made);
    }

    /// <summary>On a database of PostgreSQL that the test has made itself.</summary>
    public static async Task<Installation> OverAsync(string connectionString) =>
        new(await SmtpTestServer.StartAsync(), connectionString, own: null);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends with kill -9.</summary>
    public async Task<GraphProcess> StartAsync(int port, params (string Name, string Value)[] settings)
    {
        var process = new GraphProcess();
        process.Start(["serve"], [.. Settings(), ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), .. settings]);
        await process.AddressAsync();
        return process;
    }

    /// <summary>Of PostgreSQL.</summary>
    public string ConnectionString => postgres!;

    /// <summary>Everyone's rows, beside the running program.</summary>
    public PartnerGraphDb Open()
    {
        var services = new ServiceCollection();
        services.AddPersistence(
            postgres is null
                ? new DatabaseOptions
                {
                    Provider = DatabaseProvider.Sqlite,
                    ConnectionString = $"Data Source={Path.Combine(folder.FullName, "partnergraph.db")}",
                }
                : new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = postgres }
        );
        return services.BuildServiceProvider().GetRequiredService<Database>().Open(Tenant.Everyone("A test looks."));
    }

    public PartnerProgram ProgramAt(int port) =>
        new(new Uri($"http://127.0.0.1:{port}"), mail, csv => ImportAsync("import-memberships", csv));

    public async ValueTask DisposeAsync()
    {
        await mail.DisposeAsync();
        if (own is not null)
            await own.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public Task ImportOffersAsync(string csv) => ImportAsync("import-offers", csv);

    /// <summary>Of the organization's newest event.</summary>
    public async Task<long> LastPositionAsync(Member member)
    {
        var organization = new OrganizationId(GlobalId.Read(NodeKind.Partner, member.Id)!.Value);
        await using var db = Open();
        return await db.Events.Where(row => row.OrganizationId == organization).MaxAsync(row => row.Position);
    }

    // The command, as an operator runs it beside the running program.
    private async Task ImportAsync(string command, string csv)
    {
        await using var process = new GraphProcess();
        await File.WriteAllTextAsync(Path.Combine(process.Folder, "rows.csv"), csv);
        process.Start([command, "rows.csv"], [.. Settings()]);
        (await process.ExitCodeAsync()).ShouldBe(0, process.Errors);
    }

    private IEnumerable<(string Name, string Value)> Settings() =>
        [
            .. WholeProgram.SettingsWith(mail),
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Links__PublicUrl", "https://partners.example"),
            ("Links__Key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
            ("Data__Folder", folder.FullName),
            ("Telemetry__MetricsToken", MetricsToken),
            .. postgres is null
                ? Array.Empty<(string, string)>()
                : [("Database__Provider", "Postgres"), ("Database__ConnectionString", postgres)],
        ];
}
