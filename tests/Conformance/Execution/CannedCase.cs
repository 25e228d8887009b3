using System.Collections.Immutable;
using System.Text.Json;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Conformance.Execution;

/// <summary>One execution case: a schema, a document, and what each resolver gave by its path.</summary>
internal sealed class CannedCase
{
    private const string TypeMark = "$type";

    private readonly JsonElement content;
    private readonly string sdl;
    private readonly Dictionary<string, JsonElement> outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<string>> types = new(StringComparer.Ordinal);

    public CannedCase(JsonElement content, string sdl)
    {
        this.content = content;
        this.sdl = sdl;
        foreach (var step in content.GetProperty("resolverTrace").EnumerateArray())
        {
            var path = step.GetProperty("path").GetString()!;
            if (step.TryGetProperty("resolveType", out var type))
            {
                if (type.ValueKind == JsonValueKind.String)
                {
                    Types(path).Enqueue(type.GetString()!);
                }
            }
            else
            {
                outcomes.TryAdd(path, step);
            }
        }
    }

    /// <summary>Runs the case. The reference's <c>execute</c> does not validate; its <c>graphql</c> does.</summary>
    public async Task<ExecutionResult> RunAsync()
    {
        var api = content.GetProperty("api").GetString()!;
        var schema = SchemaBuilder.Build(sdl, new SchemaOptions { CheckTypes = false, CheckDocument = false });
        var bound = SchemaBinding.Untyped(
            schema,
            new UntypedResolvers
            {
                Root = Value(content.GetProperty("rootValue"), []),
                Resolve = Resolve,
                ResolveType = (value, _) => TypeOf(value),
                Subscribe = content.GetProperty("user").GetProperty("subscribers").GetInt32() > 0 ? Subscribe : null,
            }
        );
        var options = new ExecutorOptions
        {
            SuggestionsAllowed = _ => true,
            Validates = api.StartsWith("graphql", StringComparison.Ordinal),
            // A document of the subscription's events, executed as if it were a query over one of them.
            ExecutesSubscriptionsOnce = api != "subscribe",
        };
        var request = new GraphQLRequest
        {
            Query = content.GetProperty("source").GetString(),
            OperationName = content.TryGetProperty("operationName", out var name) ? name.GetString() : null,
            Variables = IsUndefined(content.GetProperty("variables")) ? default : content.GetProperty("variables"),
        };
        return await new RequestExecutor(bound, options).ExecuteAsync(request, null, NoServices.Instance);
    }

    private object? Resolve(object? parent, FieldContext context)
    {
        var path = PathText(context.Path);
        if (!outcomes.TryGetValue(path, out var outcome))
        {
            return parent is IReadOnlyDictionary<string, object?> data
                ? data.GetValueOrDefault(context.Field.Name)
                : null;
        }

        if (outcome.TryGetProperty("throws", out var message) || outcome.TryGetProperty("rejects", out message))
        {
            throw new GraphQLException(message.GetString()!);
        }

        return Returned(outcome.GetProperty("returns"), path);
    }

    private object? Returned(JsonElement returned, string path)
    {
        if (returned.TryGetProperty("error", out var message))
        {
            return new GraphQLException(message.GetString()!);
        }

        if (returned.TryGetProperty("list", out var list))
        {
            return list.EnumerateArray().Select(item => Returned(item, path)).ToArray();
        }

        if (returned.TryGetProperty("object", out _))
        {
            var data = returned.TryGetProperty("json", out var json)
                ? (Dictionary<string, object?>)Value(json, [])!
                : [];
            if (Types(path).TryDequeue(out var type))
            {
                data[TypeMark] = type;
            }

            return data;
        }

        return returned.TryGetProperty("value", out var value) ? Value(value, []) : null;
    }

    private object? Subscribe(FieldContext context)
    {
        var expected = content.TryGetProperty("error", out _) ? "test" : null;
        return expected ?? (object)NoEvents();
    }

    private static async IAsyncEnumerable<object?> NoEvents()
    {
        await Task.CompletedTask;
        yield break;
    }

    private static string? TypeOf(object value) =>
        value is IReadOnlyDictionary<string, object?> data
            ? (data.GetValueOrDefault(TypeMark) ?? data.GetValueOrDefault("__typename")) as string
            : null;

    private Queue<string> Types(string path)
    {
        if (!types.TryGetValue(path, out var queue))
        {
            types[path] = queue = new Queue<string>();
        }

        return queue;
    }

    /// <summary>Plain data of tagged JSON.</summary>
    private static object? Value(JsonElement json, ImmutableArray<object> at) =>
        json.ValueKind switch
        {
            JsonValueKind.Object when json.TryGetProperty("$error", out var error) => new GraphQLException(
                error.GetProperty("message").GetString()!
            ),
            JsonValueKind.Object when IsUndefined(json) => null,
            JsonValueKind.Object when json.TryGetProperty("$fn", out _) => (Func<FieldContext, object?>)(
                _ => NoEvents()
            ),
            JsonValueKind.Object when json.TryGetProperty("$number", out var number) => double.Parse(
                number.GetString()!,
                System.Globalization.CultureInfo.InvariantCulture
            ),
            JsonValueKind.Object => json.EnumerateObject()
                .Where(member => member.Name != "$class")
                .ToDictionary(member => member.Name, member => Value(member.Value, at), StringComparer.Ordinal),
            JsonValueKind.Array => json.EnumerateArray().Select(item => Value(item, at)).ToArray(),
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.TryGetInt32(out var whole) ? whole : json.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static bool IsUndefined(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$undefined", out _);

    private static string PathText(ImmutableArray<object> path) => string.Join('.', path);
}

/// <summary>An application without services.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static NoServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
