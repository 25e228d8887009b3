using System.Globalization;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>
/// Random schemas, documents and variables, answered here and by graphql-js 16.15.0: same data in the same order, same errors with the same
/// messages, places and paths. PARTNERGRAPH_SEED repeats a run, PARTNERGRAPH_PAIRS makes it longer.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int MostShown = 8;

    [Fact]
    public async Task Random_operations_are_answered_as_the_reference_answers_them()
    {
        var seed = Number("PARTNERGRAPH_SEED", (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000));
        var pairs = Number("PARTNERGRAPH_PAIRS", Require.Everything ? 10_000 : 2_000);
        await using var judge = await Judge.StartAsync();
        var comparison = new Comparison(judge);
        for (var schema = 0; schema * Comparison.DocumentsPerSchema < pairs; schema++)
        {
            await comparison.RunAsync(seed, schema);
        }

        var tally = comparison.Tally;
        output.WriteLine($"seed {seed}: {tally}");
        tally.Differences.Take(MostShown).ShouldBeEmpty($"seed {seed}, {tally}");
        tally.Executed.ShouldBeGreaterThan(tally.All / 4);
    }

    private static int Number(string variable, int other) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : other;
}
