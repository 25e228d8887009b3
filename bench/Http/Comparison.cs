using System.Text;
using System.Text.Json;

namespace PartnerGraph.Bench.Http;

/// <summary>Engine and hand-written endpoint in turn, again and again; prints medians and ratios.</summary>
internal static class Comparison
{
    private const int Connections = 16;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(int rounds)
    {
        var (app, address) = await Servers.StartAsync();
        await using var server = app;
        await using var load = new Load(address, Connections);
        await load.ConnectAsync();
        var small = JsonSerializer.Serialize(new { query = "{ __typename }" });
        var large = JsonSerializer.Serialize(new { query = SchemaText.Introspection });
        Servers.Large = Body(await load.AskAsync(Load.Request(Servers.Engine, large)));
        Candidate[] candidates =
        [
            new("Q0 by hand", Load.Request(Servers.SmallByHand, small)),
            new("Q0 engine", Load.Request(Servers.Engine, small)),
            new("Q3 by hand, from cached bytes", Load.Request(Servers.LargeByHand, large)),
            new("Q3 engine", Load.Request(Servers.Engine, large)),
        ];
        await CompareAnswersAsync(load, candidates);
        foreach (var candidate in candidates)
        {
            await load.RunAsync(candidate.Request, 8 * Slice);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var candidate in candidates)
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var processor = Environment.CpuUsage.TotalTime;
                var (count, time) = await load.RunAsync(candidate.Request, Slice);
                candidate.Speeds.Add(count / time.TotalSeconds);
                candidate.Processor.Add((Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / count);
                candidate.Allocations.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)count);
            }
        }

        Print(candidates);
    }

    private static async Task CompareAnswersAsync(Load load, Candidate[] candidates)
    {
        foreach (var pair in candidates.Chunk(2))
        {
            var byHand = Undated(await load.AskAsync(pair[0].Request));
            var byEngine = Undated(await load.AskAsync(pair[1].Request));
            if (byHand != byEngine)
            {
                throw new InvalidOperationException($"Not the same bytes:\n{byHand}\n{byEngine}");
            }
        }
    }

    private static void Print(Candidate[] candidates)
    {
        Console.WriteLine(
            "| | requests/s | ratio to by hand | processor time each, µs | ratio to by hand | bytes allocated each |"
        );
        Console.WriteLine("|---|---|---|---|---|---|");
        for (var at = 0; at < candidates.Length; at++)
        {
            var byHand = candidates[at - (at % 2)];
            var one = candidates[at];
            var speed = Median(one.Speeds);
            var time = Median(one.Processor);
            Console.WriteLine(
                $"| {one.Name} | {speed:N0} | {speed / Median(byHand.Speeds):F2} | {time:F1} | {Median(byHand.Processor) / time:F2} | {Median(one.Allocations):N0} |"
            );
        }
    }

    private static byte[] Body(byte[] answer) => answer[(answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];

    /// <summary>Headers in the order of their names, without the date.</summary>
    private static string Undated(byte[] answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        var lines = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        var kept = lines
            .Where(line => !line.StartsWith("Date:", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return string.Join('\n', kept) + "\n" + Encoding.UTF8.GetString(Body(answer));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record Candidate(string Name, byte[] Request)
    {
        public List<double> Speeds { get; } = [];
        public List<double> Processor { get; } = [];
        public List<double> Allocations { get; } = [];
    }
}
