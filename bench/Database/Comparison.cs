using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PartnerGraph.TestHosts;

namespace PartnerGraph.Bench.Database;

/// <summary>
/// One customer by its id (Q1) and a page of 50 that a provider shares (Q2), asked of the program and of an endpoint by hand: 20,000
/// customers, 40,000 relationships. The program stands in four shapes: with PostgreSQL's policies and without, with plans kept and without.
/// </summary>
internal static class Comparison
{
    private const int Connections = 16;
    private const string One = "query($id: ID!) { customer(id: $id) { id name domain } }";
    private const string Page =
        "{ customers(first: 50) { nodes { id name domain relationships { kind partner { id name } } } } }";

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(int rounds)
    {
        await using var database = await PostgresCluster.Required().CreateDatabaseAsync("bench");
        await Installation.SeedAsync(database.ConnectionString);
        await using var open = await Installation.WithoutPoliciesAsync(database);
        await using var byHand = await ByHand.StartAsync(database.ConnectionString);
        await using var whole = await Installation.ServeAsync(database.ConnectionString);
        await using var planning = await Installation.ServeAsync(database.ConnectionString + ";Max Auto Prepare=0");
        await using var unguarded = await Installation.ServeAsync(open.ConnectionString);
        await using var both = await Installation.ServeAsync(open.ConnectionString + ";Max Auto Prepare=0");
        var id = await FirstIdAsync(whole);
        foreach (var (name, body) in new[] { ("Q1", Body(One, new { id })), ("Q2", Body(Page, null)) })
        {
            Candidate[] candidates =
            [
                new("by hand", byHand),
                new("the program", whole),
                new("the program, plans not kept", planning),
                new("the program, no policies", unguarded),
                new("the program, no policies, plans not kept", both),
            ];
            await CompareAnswersAsync(candidates, body);
            foreach (var candidate in candidates)
            {
                await AskForAsync(candidate, body, 2 * Slice);
                candidate.Forget();
            }
            for (var round = 0; round < rounds; round++)
            {
                foreach (var candidate in candidates)
                {
                    await AskForAsync(candidate, body, Slice);
                }
            }
            Print(name, candidates);
        }
    }

    private static byte[] Body(string query, object? variables) =>
        JsonSerializer.SerializeToUtf8Bytes(new { query, variables });

    private static async Task<string> FirstIdAsync(IAnswerer asked)
    {
        using var answer = JsonDocument.Parse(await AskAsync(asked, Body(Page, null)));
        var first = answer.RootElement.GetProperty("data").GetProperty("customers").GetProperty("nodes")[0];
        return first.GetProperty("id").GetString()!;
    }

    private static async Task CompareAnswersAsync(IReadOnlyList<Candidate> candidates, byte[] body)
    {
        var byHand = await AskAsync(candidates[0].Asked, body);
        foreach (var candidate in candidates.Skip(1))
        {
            var answer = await AskAsync(candidate.Asked, body);
            if (!answer.AsSpan().SequenceEqual(byHand))
            {
                throw new InvalidOperationException(
                    $"Not the same bytes:\n{Encoding.UTF8.GetString(byHand)}\n{candidate.Name}:\n{Encoding.UTF8.GetString(answer)}"
                );
            }
        }
    }

    private static async Task<byte[]> AskAsync(IAnswerer asked, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await asked.Client.PostAsync(asked.Path, content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task AskForAsync(Candidate candidate, byte[] body, TimeSpan time)
    {
        var database = ProcessorTime.OfPostgres(candidate.Asked.Database);
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    var count = 0;
                    for (; clock.Elapsed < time; count++)
                    {
                        await AskAsync(candidate.Asked, body);
                    }
                    return count;
                })
        );
        candidate.Add(counts.Sum(), clock.Elapsed, ProcessorTime.OfPostgres(candidate.Asked.Database) - database);
    }

    private static void Print(string name, IReadOnlyList<Candidate> candidates)
    {
        Console.WriteLine(
            $"| {name} | requests/s | ratio to by hand | PostgreSQL's processor time each, ms | ratio to by hand |"
        );
        Console.WriteLine("|---|---|---|---|---|");
        var (speed, time) = (candidates[0].Speed, candidates[0].Time);
        foreach (var one in candidates)
        {
            Console.WriteLine(
                $"| {one.Name} | {one.Speed:N0} | {one.Speed / speed:F2} | {one.Time:F2} | {time / one.Time:F2} |"
            );
        }
    }
}

/// <summary>Medians of its rounds.</summary>
internal sealed class Candidate(string name, IAnswerer asked)
{
    private readonly List<double> speeds = [];
    private readonly List<double> times = [];

    public string Name => name;

    public IAnswerer Asked => asked;

    public double Speed => Median(speeds);

    public double Time => Median(times);

    public void Add(int count, TimeSpan time, TimeSpan processor)
    {
        speeds.Add(count / time.TotalSeconds);
        times.Add(processor.TotalMilliseconds / count);
    }

    public void Forget()
    {
        speeds.Clear();
        times.Clear();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
