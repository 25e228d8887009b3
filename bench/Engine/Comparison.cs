using System.Diagnostics;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;

namespace PartnerGraph.Bench.Engine;

/// <summary>Runs all candidates in turn, again and again, so that a busy machine is busy for all of them; prints medians and ratios.</summary>
internal static class Comparison
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(int rounds)
    {
        var hand = new HandWritten();
        var engines = new Engines();
        var schema = SchemaBuilder.Build(Rows.Sdl);
        var document = Parser.Parse(Rows.Query);
        hand.Run();
        if (!hand.Written.SequenceEqual(engines.Answer()))
        {
            throw new InvalidOperationException("The two answers are not the same bytes.");
        }

        (string Name, Func<int> Run)[] candidates =
        [
            ("Utf8JsonWriter by hand", hand.Run),
            ("engine, 100 x 10 objects", engines.Run),
            ("engine, the same by batches", engines.RunLoading),
            ("engine, { __typename }", engines.RunSmallest),
            ("engine, the same as a new document", engines.RunCold),
            ("parse of the document", () => Parser.Parse(Rows.Query).Definitions.Length),
            ("plan of the document", engines.Plan),
            ("validation of the document", () => DocumentValidator.Validate(schema, document).Count),
        ];
        var speeds = candidates.Select(_ => new List<double>()).ToArray();
        foreach (var (_, run) in candidates)
        {
            // Tiering needs calls and some time to compile in the background.
            Measure(run, TimeSpan.FromSeconds(1));
            await Task.Delay(200);
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var at = 0; at < candidates.Length; at++)
            {
                speeds[at].Add(Measure(candidates[at].Run, Slice));
            }
        }

        Print(candidates, speeds);
    }

    private static void Print((string Name, Func<int> Run)[] candidates, List<double>[] speeds)
    {
        var limit = Median(speeds[0]);
        Console.WriteLine("| | operations/s | ratio to by hand | bytes allocated each |");
        Console.WriteLine("|---|---|---|---|");
        for (var at = 0; at < candidates.Length; at++)
        {
            var speed = Median(speeds[at]);
            Console.WriteLine(
                $"| {candidates[at].Name} | {speed:N0} | {speed / limit:F2} | {Allocated(candidates[at].Run):N0} |"
            );
        }
    }

    private static double Measure(Func<int> run, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var count = 0L;
        while (clock.Elapsed < time)
        {
            for (var at = 0; at < 20; at++)
            {
                run();
            }

            count += 20;
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static double Allocated(Func<int> run)
    {
        const int Times = 2_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < Times; at++)
        {
            run();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
