using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PartnerGraph.Graph.Tests.Integrators;
using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Faults;

/// <summary>
/// PostgreSQL crashes and comes back while the real program works. CI does it once at 40 requests a second; PARTNERGRAPH_RESTARTS and
/// PARTNERGRAPH_RATE ask for more (`make soak`: five times at 200).
/// </summary>
public sealed class RestartedDatabaseTests
{
    private static readonly int Restarts = SoakPart.Size("PARTNERGRAPH_RESTARTS", 1);
    private static readonly int Rate = SoakPart.Size("PARTNERGRAPH_RATE", 40);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_the_program_goes_on_by_itself()
    {
        await using var database = PostgresServer.Start();
        await using var installation = await Installation.OverAsync(database.ConnectionString);
        var port = Installation.FreePort();
        await using var server = await installation.StartAsync(port, ("Worker__InProcess", "false"));
        var inviters = await Inviters.MakeAsync(installation, port, count: 8);
        var watch = Stopwatch.StartNew();
        var load = new SteadyLoad(inviters, port, Rate);
        await load.IsWellAgainAsync(load.Now, Rate * 2, Patience);

        var (down, recovered) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var restart = 0; restart < Restarts; restart++)
        {
            var (crash, failed) = (load.Now, load.Failed);
            await Task.Run(database.Restart);
            var back = load.Now;
            // The test's own connections are dead too.
            NpgsqlConnection.ClearAllPools();
            await load.IsWellAgainAsync(back, Rate * 2, Patience);
            load.Failed.ShouldBeGreaterThan(failed, "nobody noticed");
            down.Add(back - crash);
            recovered.Add(load.LastFailureSince(back) - back);
            await inviters.LetADayPassAsync();
        }

        await load.StopAsync();
        await using var db = installation.Open();
        var made = await PromisedRows.CheckAsync(db, inviters);
        SoakPart.Tell(
            "crashes of PostgreSQL under load",
            Restarts,
            watch.Elapsed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"restarts at {Rate} requests/s; away for {down.Max().TotalSeconds:0.0} s at most, the last request that failed began {recovered.Max().TotalSeconds:0.00} s after its return at most; {load.Answered:N0} requests answered, {load.Failed:N0} failed meanwhile; {inviters.Acknowledged.Count:N0} writes acknowledged, 0 lost; {made:N0} invitations = mails = events = acts"
            )
        );
    }
}
