using System.Text;
using System.Text.Json;
using PartnerGraph.Conformance.Execution;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.Execution;

/// <summary>Runs operations against a schema bound in a test.</summary>
internal sealed class Engine(string sdl, Action<SchemaBinding> bind, ExecutorOptions? options = null)
{
    public RequestExecutor Executor { get; } = new(Bind(sdl, bind), options);

    public static BoundSchema Bind(string sdl, Action<SchemaBinding> bind)
    {
        var binding = new SchemaBinding();
        bind(binding);
        return binding.Build(SchemaBuilder.Build(sdl));
    }

    /// <summary>An engine over plain data.</summary>
    public static RequestExecutor Over(string sdl, UntypedResolvers resolvers, ExecutorOptions? options = null) =>
        new(SchemaBinding.Untyped(SchemaBuilder.Build(sdl), resolvers), options);

    public Task<string> Run(
        string query,
        string? variables = null,
        object? state = null,
        CancellationToken cancellation = default
    ) => Executor.Run(query, variables, state, cancellation);
}

internal static class Running
{
    /// <summary>The response's text.</summary>
    public static async Task<string> Run(
        this RequestExecutor executor,
        string query,
        string? variables = null,
        object? state = null,
        CancellationToken cancellation = default
    )
    {
        using var result = (SingleResult)await executor.Ask(query, variables, state, cancellation);
        return Encoding.UTF8.GetString(result.Json.Span);
    }

    public static async Task<ExecutionResult> Ask(
        this RequestExecutor executor,
        string query,
        string? variables = null,
        object? state = null,
        CancellationToken cancellation = default
    ) =>
        await executor.ExecuteAsync(
            new GraphQLRequest
            {
                Query = query,
                Variables = variables is null ? default : JsonDocument.Parse(variables).RootElement,
            },
            state,
            NoServices.Instance,
            cancellation
        );

    /// <summary>The texts of a subscription's responses.</summary>
    public static async Task<List<string>> Events(
        this RequestExecutor executor,
        string query,
        object? state = null,
        CancellationToken cancellation = default
    )
    {
        var stream = (await executor.Ask(query, null, state, cancellation)).ShouldBeOfType<EventStream>();
        var texts = new List<string>();
        await foreach (var response in stream.Responses)
        {
            texts.Add(Encoding.UTF8.GetString(response.Json.Span));
            response.Dispose();
        }

        return texts;
    }
}
