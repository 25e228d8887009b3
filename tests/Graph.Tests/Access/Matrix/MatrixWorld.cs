using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Requests;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>Whose something is, as an organization sees it.</summary>
public enum Belonging
{
    /// <summary>Reached from what may be asked without an id.</summary>
    Root,

    /// <summary>No other organization, the operator apart, sees it; or the organization itself.</summary>
    Own,

    /// <summary>The organization sees it, and so does another.</summary>
    Shared,

    /// <summary>Named by something that the caller sees.</summary>
    Named,

    /// <summary>The organization does not see it.</summary>
    Foreign,
}

/// <summary>
/// The demo world with callers of every sort. Which things there are, and who sees them, is found out by asking on behalf of each organization:
/// what a new capability puts into the demo world takes part by itself.
/// </summary>
public sealed class MatrixWorld : IAsyncDisposable
{
    private readonly GraphServer server;
    private readonly Dictionary<OrganizationId, HashSet<string>> seen = [];
    private readonly Dictionary<OrganizationId, HashSet<string>> named = [];
    private readonly Dictionary<string, string> typeOf = new(StringComparer.Ordinal);
    private OrganizationId operatorId;

    private MatrixWorld(GraphServer server, GraphQL.TypeSystem.Schema schema)
    {
        this.server = server;
        Schema = schema;
    }

    public GraphQL.TypeSystem.Schema Schema { get; }

    public IReadOnlyList<MatrixCaller> Callers { get; private set; } = [];

    public GraphServer Server => server;

    /// <summary>The object types of all things with an id that anybody sees.</summary>
    public IReadOnlyDictionary<string, string> TypeOf => typeOf;

    public static async Task<MatrixWorld> MakeAsync(TestDatabase database)
    {
        var clock = new Flow.ShiftedClock();
        var running = await GraphServer.StartAsync(
            database,
            clock,
            ("Demo", "true"),
            ("Rates__SignIns", "0"),
            // Everything at once is more than anybody may ask for.
            ("GraphQL__MaxCost", "200000"),
            ("GraphQL__MaxErrors", "10000"),
            // What is asked here fails by design, thousands of times.
            ("Logging__Console__LogLevel__Default", "None")
        );
        // What was mailed a moment ago may not be mailed again yet: how fast the machine is must not decide an answer.
        clock.GoOn(TimeSpan.FromMinutes(10));
        var world = new MatrixWorld(running, running.Services.GetRequiredService<BoundSchema>().Schema);
        await world.PopulateAsync();
        return world;
    }

    public async Task<ReadAnswer> AskAsync(Caller? caller, string query, object? variables = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var request = new GraphQLRequest
        {
            Query = query,
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
        };
        var result = await scope.ServiceProvider.GetRequiredService<ExecuteRequest>()(
            request,
            new RequestState(caller, Language.En, "127.0.0.1"),
            scope.ServiceProvider,
            TestContext.Current.CancellationToken
        );
        if (result is EventStream stream)
        {
            await stream.LeaveAsync();
            return new ReadAnswer(JsonSerializer.SerializeToElement(new { data = new { opened = true } }));
        }

        using var single = (SingleResult)result;
        using var json = JsonDocument.Parse(single.Json);
        return new ReadAnswer(json.RootElement.Clone());
    }

    /// <summary>Ids of things of this type that stand so to the caller's organization; at most that many, the oldest first.</summary>
    public IReadOnlyList<string> Ids(MatrixCaller caller, string type, Belonging belonging, int most) =>
        [
            .. typeOf
                .Where(one => one.Value == type && !IsCaller(one.Key) && BelongingOf(caller, one.Key) == belonging)
                .Select(one => one.Key)
                .OrderBy(Order, StringComparer.Ordinal)
                .Take(most),
        ];

    /// <summary>What somebody may do with themselves is no sample of what they may do with others.</summary>
    private bool IsCaller(string id) =>
        GlobalId.TryParse(id, out _, out var row) && Callers.Any(caller => caller.Caller?.User?.Value == row);

    public Belonging BelongingOf(MatrixCaller caller, string id)
    {
        // The anonymous ask for what is a reseller's.
        var tenant = caller.Tenant ?? Callers.First(one => one.Group == "reseller").Tenant!.Value;
        if (!seen[tenant].Contains(id))
            return Belonging.Foreign;
        var itself = GlobalId.TryParse(id, out _, out var row) && row == tenant.Value;
        var others = seen.Where(one => one.Key != tenant && one.Key != operatorId && one.Value.Contains(id));
        return itself || !others.Any() ? Belonging.Own : Belonging.Shared;
    }

    /// <summary>
    /// Whether somebody of the organization who may do everything meets it: also where it is only named, as who submitted an order is.
    /// </summary>
    public bool Meets(MatrixCaller caller, string id) => caller.Tenant is { } tenant && named[tenant].Contains(id);

    /// <summary>All ids, in a fixed order.</summary>
    public IReadOnlyList<string> AllIds => [.. typeOf.Keys.OrderBy(Order, StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task PopulateAsync()
    {
        await using var db = server.Open();
        var organizations = await db.Organizations.ToDictionaryAsync(row => row.Name, row => row.Id);
        operatorId = organizations[DemoCast.Operator.Name];
        var callers = new MatrixCallers(server, name => organizations[name]);
        Callers = await callers.AllAsync();
        List<MatrixCaller> superusers = [];
        foreach (
            var organization in DemoCast
                .Providers.Concat(DemoCast.Resellers)
                .Concat(DemoCustomers.All)
                .Prepend(DemoCast.Operator)
        )
            superusers.Add(await callers.SuperuserAsync(organization));
        foreach (var superuser in superusers)
            await WalkAsync(superuser);
        foreach (var superuser in superusers)
            seen[superuser.Tenant!.Value] = await SeenAsync(superuser);
    }

    /// <summary>Everything that can be reached from the roots, and from what was found there.</summary>
    private async Task WalkAsync(MatrixCaller superuser)
    {
        var all = new EverySelection(Schema, pageSize: 20);
        var met = named[superuser.Tenant!.Value] = new HashSet<string>(StringComparer.Ordinal);
        var found = new Queue<string>();
        foreach (var field in Schema.QueryType!.Fields.Where(field => !field.Arguments.Any(one => one.IsRequired)))
        {
            var root = all.Root(field);
            var text = new System.Text.StringBuilder();
            root.Write(text);
            Note(await AskAsync(superuser.Caller, $"{{ {text} }}"), field.Name, root.Below, found, met);
        }

        var followed = new HashSet<string>(StringComparer.Ordinal);
        while (found.TryDequeue(out var id))
        {
            if (!followed.Add(id))
                continue;
            var branch = all.Of((ObjectType)Schema.FindType(typeOf[id])!);
            var query = $"query($id: ID!) {{ node(id: $id) {Branch.Text([branch])} }}";
            Note(await AskAsync(superuser.Caller, query, new { id }), "node", [branch], found, met);
        }
    }

    private void Note(
        ReadAnswer answer,
        string key,
        IReadOnlyList<Branch> below,
        Queue<string> found,
        HashSet<string> met
    )
    {
        foreach (var (field, type, outcome, value, _) in answer.Read(key, below))
        {
            var isNode = ((ObjectType)Schema.FindType(type)!).Interfaces.Any(face => face.Name == "Node");
            if (!isNode || field.Field.Name != "id" || outcome != Outcome.Allowed)
                continue;
            typeOf[value.GetString()!] = type;
            found.Enqueue(value.GetString()!);
            met.Add(value.GetString()!);
        }
    }

    private async Task<HashSet<string>> SeenAsync(MatrixCaller superuser)
    {
        var visible = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in typeOf.Keys.Chunk(50))
        {
            var nodes = some.Select((id, at) => $"n{at}: node(id: \"{id}\") {{ id }}");
            var answer = await AskAsync(superuser.Caller, $"{{ {string.Join(' ', nodes)} }}");
            visible.UnionWith(some.Where((_, at) => answer.At($"n{at}") is { ValueKind: JsonValueKind.Object }));
        }

        return visible;
    }

    /// <summary>Ids grow with time: the demo's own things stand before those that a test added.</summary>
    private static string Order(string id) =>
        GlobalId.TryParse(id, out _, out var row) ? row.ToString("N") : throw new FormatException(id);
}
