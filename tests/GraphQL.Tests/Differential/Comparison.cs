using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.Conformance.Execution;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>Asks the same of the engine and of the judge, and counts.</summary>
internal sealed class Comparison(Judge judge)
{
    public const int DocumentsPerSchema = 50;

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
        MaxPlannedFields = 2_000_000,
    };

    public Tally Tally { get; } = new();

    /// <summary>The same number of a seed gives the same schema and documents.</summary>
    public Task RunAsync(int seed, int schema) => CompareAsync(new Random(unchecked((seed * 7919) + schema)));

    private async Task CompareAsync(Random random)
    {
        var sdl = new RandomSchema(random).Make();
        var schema = SchemaBuilder.Build(sdl);
        var ready = await judge.AskAsync(new { schema = sdl });
        if (ready is not """{"ready":true}""")
        {
            throw new InvalidOperationException($"The judge does not take the schema: {ready}\n{sdl}");
        }

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
            Tally.Add(query, variables, Normal(theirs), Normal(ours), sdl);
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
}

/// <summary>Pairs of answers, and those that differ.</summary>
internal sealed class Tally
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
