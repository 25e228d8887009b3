using System.Diagnostics;
using System.Globalization;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Integrators;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Faults;

/// <summary>
/// kill -9 of the real program while it commits what many clients ask of it, on PostgreSQL. CI kills six times;
/// PARTNERGRAPH_API_KILLS asks for more (`make soak`: 500), PARTNERGRAPH_KILL_SEED chooses other moments.
/// </summary>
public sealed class KilledUnderLoadTests
{
    private const int Places = 2;
    private const int Lanes = 4;

    private static readonly int Kills = SoakPart.Size("PARTNERGRAPH_API_KILLS", 6);
    private static readonly int Seed = SoakPart.Size("PARTNERGRAPH_KILL_SEED", 20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly (string, string)[] Settings =
    [
        ("Worker__InProcess", "false"),
        ("Lifetimes__SessionMinutes", "600"),
    ];

    [Fact]
    public async Task What_was_acknowledged_is_there_and_every_act_is_whole_or_not_at_all()
    {
        await using var installation = await Installation.MakeAsync(TestDatabase.Postgres);
        var inviters = await InvitersAsync(installation);
        var watch = Stopwatch.StartNew();

        // Two servers at a time, so that one commits what it can while the other one dies.
        await Task.WhenAll(Enumerable.Range(0, Places).Select(place => KillAsync(installation, inviters, place)));

        await using var db = installation.Open();
        var made = await PromisedRows.CheckAsync(db, inviters);
        var unheard = made - inviters.Acknowledged.Count;
        inviters.Unanswered.ShouldBeGreaterThanOrEqualTo(unheard);
        SoakPart.Tell(
            "kill -9 of the API under load",
            Kills,
            watch.Elapsed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"kills; {inviters.Asked:N0} invitations asked for, {inviters.Acknowledged.Count:N0} acknowledged, 0 of them lost; {unheard:N0} more committed and their answer killed; {made:N0} invitations = mails = events = acts (seed {Seed})"
            )
        );
    }

    private static async Task<Inviters> InvitersAsync(Installation installation)
    {
        var port = Installation.FreePort();
        await using var server = await installation.StartAsync(port, Settings);
        return await Inviters.MakeAsync(installation, port, Places * Lanes);
    }

    private static async Task KillAsync(Installation installation, Inviters inviters, int place)
    {
        var random = new Random(Seed + place);
        var port = Installation.FreePort();
        var own = inviters.Providers.Skip(place * Lanes).Take(Lanes).ToList();
        for (var kill = 0; kill < Kills / Places; kill++)
        {
            await using var server = await installation.StartAsync(port, Settings);
            using var dead = new CancellationTokenSource();
            using var enough = new SemaphoreSlim(0);
            var lanes = own.Select(provider =>
                    Task.Run(async () =>
                    {
                        while (!dead.IsCancellationRequested)
                        {
                            if (await inviters.InviteAsync(port, provider, CancellationToken.None))
                                enough.Release();
                        }
                    })
                )
                .ToList();
            for (var left = random.Next(1, 30); left > 0; left--)
                (await enough.WaitAsync(Patience)).ShouldBeTrue(server.Output);
            // The moment within a request is left to chance.
            await Task.Delay(random.Next(0, 20));
            await server.EndAsync();
            await dead.CancelAsync();
            await Task.WhenAll(lanes).WaitAsync(Patience);
            await inviters.LetADayPassAsync();
        }
    }
}
