using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.TestHosts;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Tests.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>A database of its own, a mail server on a socket, and as many workers as a test starts.</summary>
internal sealed class WorkerWorld : IAsyncDisposable
{
    public static readonly Tenant Everyone = Tenant.Everyone("A test looks at all rows.");
    public static readonly OrganizationId Organization = new(new Guid("019aab3c-5d7e-7f00-a1b2-c3d4e5f60718"));

    private readonly DatabaseOptions options;
    private readonly PostgresDatabase? postgres;
    private readonly string? file;
    private readonly List<IHost> hosts = [];

    private readonly MailCaps caps;

    private WorkerWorld(
        DatabaseOptions options,
        PostgresDatabase? postgres,
        string? file,
        SmtpTestServer smtp,
        MailCaps caps
    )
    {
        this.caps = caps;
        this.options = options;
        this.postgres = postgres;
        this.file = file;
        Smtp = smtp;
        Services = Build();
    }

    public SmtpTestServer Smtp { get; }

    /// <summary>The services without a running worker: how a server sees the world.</summary>
    public IHost Services { get; }
    public LogLines Log { get; } = new();
    public Database Database => Services.Services.GetRequiredService<Database>();
    public OutboxQueue Queue => Services.Services.GetRequiredService<OutboxQueue>();
    public LinkKey Key => Services.Services.GetRequiredService<LinkKey>();

    /// <summary>How a worker that is a process of its own gets there.</summary>
    public string ConnectionString => options.ConnectionString;

    public static async Task<WorkerWorld> CreateAsync(
        DatabaseProvider provider,
        SmtpTestServerOptions? smtp = null,
        MailCaps? caps = null
    )
    {
        PostgresDatabase? cluster = null;
        string? path = null;
        if (provider == DatabaseProvider.Postgres)
            cluster = await PostgresCluster.Required().CreateDatabaseAsync("worker");
        else
            path = Path.Combine(Path.GetTempPath(), $"worker-{Guid.NewGuid():N}.db");
        var settings = new DatabaseOptions
        {
            Provider = provider,
            ConnectionString = cluster?.ConnectionString ?? $"Data Source={path}",
        };
        var world = new WorkerWorld(
            settings,
            cluster,
            path,
            await SmtpTestServer.StartAsync(smtp),
            caps ?? MailCaps.None
        );
        await world.Database.MigrateAsync();
        return world;
    }

    /// <summary>Starts a worker of its own, as another process would be.</summary>
    /// <param name="connectionString">Null: the world's; else another way to the same database.</param>
    public async Task<IHost> StartWorkerAsync(string? connectionString = null)
    {
        var host = Build(connectionString);
        hosts.Add(host);
        await host.StartAsync();
        return host;
    }

    /// <summary>Queues a mail that <see cref="GreetingMailWriter"/> writes, as a change of business rows would.</summary>
    public async Task<Guid> QueueAsync(
        string recipient,
        string kind = GreetingMailWriter.Name,
        OrganizationId? of = null
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = Database.Open(Tenant.Of(of ?? Organization));
        db.Outbox.Add(
            new OutboxMessage
            {
                Id = id,
                OrganizationId = of ?? Organization,
                Kind = kind,
                Payload = "{}",
                SubjectType = "test",
                SubjectId = id,
                Recipient = recipient,
                MessageId = $"{id:N}@partnergraph",
                CreatedAt = now,
            }
        );
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>Rings as a commit in the worker's own process or NOTIFY would.</summary>
    public static void Ring(IHost worker) => worker.Services.GetRequiredService<OutboxSignal>().Ring();

    public async Task<OutboxMessage> RowAsync(Guid id)
    {
        await using var db = Database.Open(Everyone);
        return await db.Outbox.AsNoTracking().SingleAsync(message => message.Id == id);
    }

    public async Task<OutboxMessage> WaitForAsync(Guid id, Func<OutboxMessage, bool> state)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var row = await RowAsync(id);
            if (state(row))
                return row;
            timeout.IsCancellationRequested.ShouldBeFalse($"The mail is still {row.Status}: {row.LastError}");
            await Task.Delay(20);
        }
    }

    public Task<OutboxMessage> WaitForAsync(Guid id, MailStatus status) =>
        WaitForAsync(id, row => row.Status == status);

    public async Task<IReadOnlyList<OutboxMessage>> RowsAsync()
    {
        await using var db = Database.Open(Everyone);
        return await db.Outbox.AsNoTracking().OrderBy(message => message.Id).ToListAsync();
    }

    public async Task WaitForAsync(Func<IReadOnlyList<OutboxMessage>, bool> state, TimeSpan? patience = null)
    {
        using var timeout = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(30));
        while (await RowsAsync() is var rows && !state(rows))
        {
            timeout.IsCancellationRequested.ShouldBeFalse(
                string.Join("; ", rows.GroupBy(row => row.Status).Select(group => $"{group.Key}: {group.Count()}"))
            );
            await Task.Delay(20);
        }
    }

    /// <summary>Without reading the rows: there may be many.</summary>
    public async Task WaitUntilAllAreSentAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        await using var db = Database.Open(Everyone);
        while (await db.Outbox.CountAsync(row => row.Status != MailStatus.Sent) is > 0 and var left)
        {
            timeout.IsCancellationRequested.ShouldBeFalse($"{left} mails are not sent.");
            await Task.Delay(100);
        }
    }

    /// <summary>The wait is over: the database's clock cannot be advanced, so the row is moved instead.</summary>
    public async Task MakeDueAsync(Guid id, IHost worker)
    {
        await using var db = Database.Open(Everyone);
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await db
            .Outbox.Where(message => message.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.NextAttemptAt, past));
        Ring(worker);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
        Services.Dispose();
        await Smtp.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        if (file is null)
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var part in new[] { file, file + "-wal", file + "-shm" })
            File.Delete(part);
    }

    private IHost Build(string? connectionString = null)
    {
        var way = connectionString is null
            ? options
            : new DatabaseOptions { Provider = options.Provider, ConnectionString = connectionString };
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddPersistence(way);
        builder.Services.AddSingleton(new LinkKey(new byte[LinkKey.Size]));
        builder.Services.AddSingleton(new LinkAddress(new Uri("https://partners.example")));
        builder.Services.AddSingleton(new DispatchOptions { Poll = TimeSpan.FromMinutes(1) });
        Mailbox.TryParse("Partner programme <no-reply@partners.example>", out var from).ShouldBeTrue();
        builder.Services.AddWorker(
            new MailOptions(from, "", SmtpTransportTests.Options(Smtp.Port)) { Caps = caps },
            way
        );
        builder.Services.AddSingleton<IMailWriter, GreetingMailWriter>();
        builder.Services.AddSingleton<IMailWriter, BrokenMailWriter>();
        return builder.Build();
    }
}
