using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.Conformance.Execution;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.GraphQL.Validation.Limits;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>
/// Random schemas, documents and variables, answered here and by graphql-js 16.15.0: same data in the same order, same errors with the same
/// messages, places and paths. PARTNERGRAPH_SEED repeats a run, PARTNERGRAPH_PAIRS makes it longer.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int DocumentsPerSchema = 50;
    private const int MostShown = 8;

    private static readonly ExecutorOptions Unlimited = new()
    {
        SuggestionsAllowed = _ => true,
        Limits = new OperationLimits
        {
            MaxAliases = int.MaxValue,
            MaxCost = double.MaxValue,
            MaxDepth = int.MaxValue,
            MaxDirectives = int.MaxValue,
        },
        Validation = ValidationOptions.Default with { MaxUnknownDirectives = int.MaxValue },
        MaxErrors = int.MaxValue,
    };

    [Fact]
    public async Task Random_operations_are_answered_as_the_reference_answers_them()
    {
        var seed = Number("PARTNERGRAPH_SEED", (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000));
        var pairs = Number("PARTNERGRAPH_PAIRS", Require.Everything ? 10_000 : 2_000);
        await using var judge = await Judge.StartAsync();
        var tally = new Tally();
        for (var schema = 0; schema * DocumentsPerSchema < pairs; schema++)
        {
            await CompareAsync(new Random(unchecked((seed * 7919) + schema)), judge, tally);
        }

        output.WriteLine($"seed {seed}: {tally}");
        tally.Differences.Take(MostShown).ShouldBeEmpty($"seed {seed}, {tally}");
        tally.Executed.ShouldBeGreaterThan(tally.All / 4);
    }

    private static async Task CompareAsync(Random random, Judge judge, Tally tally)
    {
        var sdl = new RandomSchema(random).Make();
        var schema = SchemaBuilder.Build(sdl);
        (await judge.AskAsync(new { schema = sdl })).ShouldBe("""{"ready":true}""");
        var values = new CannedValues(schema);
        var executor = new RequestExecutor(
            SchemaBinding.Untyped(
                schema,
                new UntypedResolvers
                {
                    Resolve = values.Resolve,
                    Loads = field => CannedValues.ModeOf(field) == 1,
                    Batches = field => CannedValues.ModeOf(field) == 2,
                }
            ),
            Unlimited
        );
        for (var at = 0; at < DocumentsPerSchema; at++)
        {
            var (query, variables) = new RandomDocument(schema, random).Make();
            var given = JsonDocument.Parse(variables).RootElement;
            var theirs = await judge.AskAsync(new { query, variables = given });
            var ours = await OursAsync(executor, query, given);
            tally.Add(query, variables, Normal(theirs), Normal(ours), sdl);
        }
    }

    private static async Task<string> OursAsync(RequestExecutor executor, string query, JsonElement variables)
    {
        var request = new GraphQLRequest { Query = query, Variables = variables };
        using var result = (SingleResult)await executor.ExecuteAsync(request, null, NoServices.Instance);
        return Encoding.UTF8.GetString(result.Json.Span);
    }

    /// <summary>Data first, errors without our codes; numbers as they are written in both.</summary>
    private static string Normal(string response)
    {
        var json = JsonNode.Parse(response)!.AsObject();
        foreach (var error in json["errors"]?.AsArray() ?? [])
        {
            error!.AsObject().Remove("extensions");
            if (error["locations"] is null)
            {
                error.AsObject().Remove("locations");
            }
        }

        // The reference lists types as it met them, beginning with those of the operations; here they stand as in the SDL.
        if (
            json["data"] is JsonObject answer
            && answer["__schema"] is JsonObject schema
            && schema["types"] is { } types
        )
        {
            schema["types"] = new JsonArray([
                .. types
                    .AsArray()
                    .Select(type => type!.DeepClone())
                    .OrderBy(type => type.ToJsonString(), StringComparer.Ordinal),
            ]);
        }

        var data = json.ContainsKey("data") ? json["data"]?.ToJsonString() ?? "null" : "none";
        return $"{data} {json["errors"]?.ToJsonString()}";
    }

    private static int Number(string variable, int other) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : other;

    private sealed class Tally
    {
        public List<string> Differences { get; } = [];
        public int All { get; private set; }
        public int Executed { get; private set; }
        public int WithErrors { get; private set; }

        public void Add(string query, string variables, string theirs, string ours, string sdl)
        {
            All++;
            Executed += theirs.StartsWith("none", StringComparison.Ordinal) ? 0 : 1;
            WithErrors += theirs.EndsWith(']') ? 1 : 0;
            if (theirs != ours)
            {
                var same = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
                var from = Math.Max(0, same - 100);
                Differences.Add(
                    $"\n{query}\n{variables}\nreference: {Shown(theirs, from)}\nhere:      {Shown(ours, from)}\n{sdl}"
                );
            }
        }

        private static string Shown(string text, int from) => text.Substring(from, Math.Min(600, text.Length - from));

        public override string ToString() =>
            $"{All} pairs, {Executed} executed, {WithErrors} with errors, {Differences.Count} different";
    }
}
