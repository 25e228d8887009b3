using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PartnerGraph.Soak;

/// <summary>What ran, on the screen while it runs and in a file as soon as a part of it is over.</summary>
internal sealed class SoakLog(string file, int seed)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly List<string> rows = [];
    private readonly Stopwatch sinceProgress = Stopwatch.StartNew();

    /// <summary>Tells how far a part is, now and then.</summary>
    public void Progress(string part, long done, long all)
    {
        lock (rows)
        {
            if (sinceProgress.Elapsed < Interval)
            {
                return;
            }

            sinceProgress.Restart();
            Console.WriteLine($"{part}: {done:N0} of {all:N0}");
        }
    }

    /// <summary>A part is over.</summary>
    public void Finished(string part, long count, TimeSpan time, string outcome)
    {
        rows.Add(
            string.Create(CultureInfo.InvariantCulture, $"| {part} | {count:N0} | {time:hh\\:mm\\:ss} | {outcome} |")
        );
        Console.WriteLine(rows[^1]);
        File.WriteAllText(file, Text());
    }

    private string Text() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # The last soak

            `make soak` writes this file. Texts made by chance go through lexer, parser, printer, validator and schema builder, each with a budget of
            allocated bytes and a watchdog; mutated requests go to a running server, over HTTP and sockets; random operations are answered beside
            graphql-js 16.15.0; processes are killed, connections cut and databases crashed while they work (docs/delivery.md, Faults). `make soak SEED={seed}` repeats this run; the failing text of a failed one is printed whole.

            {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, seed {seed}

            | part | count | time | outcome |
            |---|---|---|---|
            {string.Join('\n', rows)}

            """
        );
}
