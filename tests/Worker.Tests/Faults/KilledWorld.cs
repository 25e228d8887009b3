using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Faults;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>Invitations to be mailed by the real `worker` command, which reaches PostgreSQL through a proxy.</summary>
internal sealed class KilledWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly PartnerWorld partners;
    private readonly IReadOnlyList<(string Name, string Value)> settings;
    private readonly List<ProgramProcess> workers = [];
    private int queued;

    private KilledWorld(PartnerWorld partners, IReadOnlyList<(string Name, string Value)> settings)
    {
        this.partners = partners;
        this.settings = settings;
        Network = TcpProxy.Start(new NpgsqlConnectionStringBuilder(partners.World.ConnectionString).Port);
    }

    /// <summary>Between the workers and the database.</summary>
    public TcpProxy Network { get; }

    public PartnerWorld Partners => partners;

    public SmtpTestServer Smtp => partners.World.Smtp;

    /// <summary>What all workers wrote.</summary>
    public string Output => string.Join('\n', workers.Select(worker => worker.Output));

    public OutboxQueue Queue => partners.World.Queue;

    /// <param name="settings">Of the workers, beside those that a mail needs.</param>
    public static async Task<KilledWorld> CreateAsync(
        SmtpTestServerOptions smtp,
        params (string Name, string Value)[] settings
    ) => new(await PartnerWorld.CreateAsync(DatabaseProvider.Postgres, smtp: smtp), settings);

    /// <summary>Business rows, events and outbox rows, committed together.</summary>
    public async Task InviteAsync(int count)
    {
        foreach (var chunk in Enumerable.Range(queued, count).Chunk(100))
            await partners.SaveAsync([.. chunk.Select(Invitation)]);
        queued += count;
    }

    /// <param name="network">False: straight to the database, past the proxy.</param>
    public ProgramProcess StartWorker(bool network = true)
    {
        var database = new NpgsqlConnectionStringBuilder(partners.World.ConnectionString);
        if (network)
        {
            database.Port = Network.Port;
            // Traps know a statement by its text, which is sent once where its plan is kept.
            database.MaxAutoPrepare = 0;
        }
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Database__Provider"] = "Postgres",
            ["Database__ConnectionString"] = database.ConnectionString,
            ["Links__PublicUrl"] = "https://partners.example",
            ["Links__Key"] = Convert.ToBase64String(new byte[LinkKey.Size]),
            ["Mail__Transport"] = "Smtp",
            ["Mail__Smtp__Host"] = Smtp.Host,
            ["Mail__Smtp__Port"] = Smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail__Smtp__Security"] = "None",
            ["Mail__Caps__InviterPerDay"] = "0",
            ["Mail__Caps__OrganizationPerDay"] = "0",
            // One mail at a time: a kill then finds one mail under way, and no more than that one may come twice.
            ["Worker__Lanes"] = "1",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        var worker = ProgramProcess.Start(
            Path.ChangeExtension(typeof(GraphHost).Assembly.Location, ".dll"),
            ["worker"],
            environment
        );
        workers.Add(worker);
        return worker;
    }

    /// <summary>The network and the mail server are well again; what the dead left open is gone.</summary>
    public void ForgetFaults()
    {
        Network.Cut();
        Network.Forward();
        Smtp.Script.Clear();
    }

    /// <summary>Time passes until the leases of the dead have ended; the database's clock cannot be advanced.</summary>
    public async Task EndLeasesAsync()
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await db
            .Outbox.Where(message => message.LeaseOwner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseUntil, past));
    }

    public async Task<IReadOnlyList<OutboxMessage>> RowsAsync()
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        return await db.Outbox.AsNoTracking().OrderBy(message => message.Id).ToListAsync();
    }

    public async Task<int> CountAsync(InvitationStatus status)
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        return await db.Set<Invitation>().CountAsync(invitation => invitation.Status == status);
    }

    public Task WaitForAllSentAsync(ProgramProcess worker) =>
        WaitUntilAsync(async () => (await RowsAsync()).All(row => row.Status == MailStatus.Sent), worker);

    /// <summary>Fails with the worker's own words where it takes too long.</summary>
    public async Task WaitUntilAsync(Func<Task<bool>> holds, ProgramProcess worker)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            timeout.IsCancellationRequested.ShouldBeFalse($"It did not come to that.\n{worker.Output}");
            await Task.Delay(25, CancellationToken.None);
        }
    }

    public static async Task HappensAsync(Task awaited, ProgramProcess worker)
    {
        var first = await Task.WhenAny(awaited, Task.Delay(Patience));
        first.ShouldBe(awaited, $"It did not come to that.\n{worker.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DisposeAsync();
        await Network.DisposeAsync();
        await partners.DisposeAsync();
    }

    public Invitation Invitation(int number) =>
        PartnerWorld.Made(
            Domain.Invitations.Invitation.InviteReseller(
                new InvitationId(partners.NewId()),
                partners.Provider,
                partners.Admin.Id,
                PartnerWorld.Address($"owner{number}@reseller{number}.example"),
                message: null,
                Language.En,
                partners.World.Key,
                LinkPolicy.Default,
                partners.Now
            )
        );
}
