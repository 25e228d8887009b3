using System.Diagnostics;
using PartnerGraph.GraphQL.Tests.Differential;
using PartnerGraph.TestKit;

namespace PartnerGraph.Soak;

/// <summary>The differential test at length.</summary>
internal static class DifferentialSoak
{
    public static async Task<bool> RunAsync(int seed, int pairs, SoakLog log)
    {
        if (pairs == 0)
        {
            return true;
        }

        if (Require.FindProgram("node") is null)
        {
            log.Finished("operations beside graphql-js", 0, TimeSpan.Zero, "left out: there is no Node here");
            return !Require.Everything;
        }

        var clock = Stopwatch.StartNew();
        await using var judge = await Judge.StartAsync();
        var comparison = new Comparison(judge);
        for (var schema = 0; schema * Comparison.DocumentsPerSchema < pairs; schema++)
        {
            await comparison.RunAsync(seed, schema);
            log.Progress("operations beside graphql-js", comparison.Tally.All, pairs);
        }

        var tally = comparison.Tally;
        log.Finished("operations beside graphql-js", tally.All, clock.Elapsed, tally.ToString());
        tally.Differences.Take(20).ToList().ForEach(Console.Error.WriteLine);
        return tally.Differences.Count == 0;
    }
}
