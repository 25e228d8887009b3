using System.Text;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>What came of asking for every field, as every caller, for what is the caller's own, shared with others, and foreign.</summary>
public sealed class AccessMatrix(MatrixWorld world, IReadOnlyList<MatrixCaller> callers)
{
    private const int Samples = 4;
    private static readonly Belonging[] Things = [Belonging.Own, Belonging.Shared, Belonging.Foreign];

    private readonly Dictionary<(string Coordinate, Belonging Belonging), Outcome[]> cells = [];
    private readonly EverySelection all = new(world.Schema, pageSize: 3);
    private readonly NamedThings things = new(world);

    public IReadOnlyList<MatrixCaller> Callers => callers;

    public IEnumerable<(string Coordinate, Belonging Belonging, IReadOnlyList<Outcome> Outcomes)> Rows =>
        cells.Select(cell => (cell.Key.Coordinate, cell.Key.Belonging, (IReadOnlyList<Outcome>)cell.Value));

    /// <summary>The best that came of a field for this caller, wherever it was asked for.</summary>
    public Outcome BestOf(MatrixCaller caller, string coordinate)
    {
        var at = callers.ToList().IndexOf(caller);
        return Enum.GetValues<Belonging>()
            .Select(belonging => cells.TryGetValue((coordinate, belonging), out var row) ? row[at] : Outcome.Unreached)
            .Max();
    }

    /// <summary>The same for some of the callers and fields.</summary>
    public AccessMatrix Only(Func<MatrixCaller, bool> some, Func<string, bool> coordinates)
    {
        var kept = Enumerable.Range(0, callers.Count).Where(at => some(callers[at])).ToList();
        var matrix = new AccessMatrix(world, [.. kept.Select(at => callers[at])]);
        foreach (var (key, row) in cells.Where(cell => coordinates(cell.Key.Coordinate)))
            matrix.cells[key] = [.. kept.Select(at => row[at])];
        return matrix;
    }

    public async Task AskQueriesAsync()
    {
        foreach (var (caller, at) in callers.Select((caller, at) => (caller, at)))
        {
            foreach (var field in world.Schema.QueryType!.Fields)
                await AskRootAsync(caller, at, field);
            foreach (var type in world.TypeOf.Values.Distinct(StringComparer.Ordinal))
                await AskNodesAsync(caller, at, (ObjectType)world.Schema.FindType(type)!);
            foreach (var field in world.Schema.SubscriptionType!.Fields)
            {
                var answer = await world.AskAsync(caller.Caller, $"subscription {{ {field.Name} {{ __typename }} }}");
                Note(
                    $"Subscription.{field.Name}",
                    Belonging.Root,
                    at,
                    answer.OutcomeAt(field.Name, answer.At("opened"))
                );
            }
        }
    }

    public async Task AskMutationsAsync()
    {
        var mutations = new MutationInputs(world);
        var watch = await BlockedWrites.OnAsync(world.Server);
        foreach (var (caller, at) in callers.Select((caller, at) => (caller, at)))
        foreach (var field in world.Schema.MutationType!.Fields)
        foreach (var (belonging, inputs) in mutations.Of(caller, field))
        foreach (var input in inputs)
        {
            var answer = await world.AskAsync(caller.Caller, MutationInputs.Operation(field), new { input });
            Note($"Mutation.{field.Name}", belonging, at, watch.OutcomeOf(field.Name, answer));
        }
    }

    private async Task AskRootAsync(MatrixCaller caller, int at, FieldDefinition field)
    {
        if (field.Name == "node")
            return;
        var named = field
            .Arguments.Where(argument => argument is { IsRequired: true, Type.Named.Name: "ID" })
            .ToDictionary(argument => argument.Name, argument => things.TypeOf(argument.Name, field));
        IEnumerable<(Belonging, Dictionary<string, string>)> asked =
            named.Count == 0
                ? [(Belonging.Root, [])]
                : Things.SelectMany(belonging =>
                    things.Choices(caller, [.. named.Values], belonging).Select(chosen => (belonging, chosen))
                );
        foreach (var (belonging, chosen) in asked)
        {
            var root = all.Root(field, argument => chosen[named[argument]], nodes: 2);
            var text = new StringBuilder();
            root.Write(text);
            var answer = await world.AskAsync(caller.Caller, $"{{ {text} }}");
            Note($"Query.{field.Name}", belonging, at, answer.OutcomeAt(field.Name, answer.At(field.Name)));
            Note(answer, field.Name, root.Below, belonging, at);
        }
    }

    private async Task AskNodesAsync(MatrixCaller caller, int at, ObjectType type)
    {
        var branch = all.Of(type, nodes: 1);
        var below = Branch.Text([branch]);
        foreach (var belonging in Things)
        {
            var ids = world.Ids(caller, type.Name, belonging, Samples);
            if (ids.Count == 0)
                continue;
            // The fields have their line, reached or not.
            foreach (var field in branch.Fields)
                Note($"{type.Name}.{field.Field.Name}", belonging, at, Outcome.Unreached);
            var nodes = ids.Select((id, which) => $"n{which}: node(id: \"{id}\") {below}");
            var answer = await world.AskAsync(caller.Caller, $"{{ {string.Join(' ', nodes)} }}");
            foreach (var which in Enumerable.Range(0, ids.Count))
            {
                Note("Query.node", belonging, at, answer.OutcomeAt($"n{which}", answer.At($"n{which}")));
                Note(answer, $"n{which}", [branch], belonging, at);
            }
        }
    }

    private void Note(ReadAnswer answer, string key, IReadOnlyList<Branch> below, Belonging belonging, int at)
    {
        foreach (var (field, type, outcome, _, _) in answer.Read(key, below).Where(one => !one.Field.NamesOnly))
            Note($"{type}.{field.Field.Name}", field.IsNamed ? Belonging.Named : belonging, at, outcome);
    }

    private void Note(string coordinate, Belonging belonging, int at, Outcome outcome)
    {
        if (!cells.TryGetValue((coordinate, belonging), out var row))
            cells[(coordinate, belonging)] = row = new Outcome[callers.Count];
        if (outcome > row[at])
            row[at] = outcome;
    }
}
