using System.Buffers;
using System.Text.Json;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>A request that was read, or why it was not. It owns the memory that the request's JSON lies in: dispose it when the request has run.</summary>
internal sealed class ReadRequest : IDisposable
{
    private readonly IDisposable?[] json;
    private byte[]? pooled;

    private ReadRequest(GraphQLRequest? request, Refusal? refusal, byte[]? pooled, params IDisposable?[] json)
    {
        Request = request;
        Refusal = refusal;
        this.pooled = pooled;
        this.json = json;
    }

    public GraphQLRequest? Request { get; set; }

    public Refusal? Refusal { get; }

    public static ReadRequest Refused(Refusal refusal) => new(request: null, refusal, pooled: null);

    public static ReadRequest From(
        (GraphQLRequest? Request, Refusal? Refusal) parameters,
        byte[]? pooled,
        params JsonDocument?[] json
    ) => new(parameters.Request, parameters.Refusal, pooled, json);

    public void Dispose()
    {
        foreach (var document in json)
        {
            document?.Dispose();
        }
        if (Interlocked.Exchange(ref pooled, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
