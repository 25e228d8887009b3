using System.Buffers;
using System.Text.Json;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>A request that was read, or why it was not. It owns the memory that the request's JSON lies in: dispose it when the request has run.</summary>
internal sealed class ReadRequest : IDisposable
{
    private readonly JsonDocument? json;
    private readonly JsonDocument? more;
    private byte[]? pooled;

    private ReadRequest(
        (GraphQLRequest? Request, Refusal? Refusal) parameters,
        byte[]? pooled,
        JsonDocument? json,
        JsonDocument? more
    )
    {
        (Request, Refusal) = parameters;
        this.pooled = pooled;
        this.json = json;
        this.more = more;
    }

    public GraphQLRequest? Request { get; }

    public Refusal? Refusal { get; }

    public static ReadRequest Refused(Refusal refusal) => new((null, refusal), pooled: null, json: null, more: null);

    public static ReadRequest From(
        (GraphQLRequest? Request, Refusal? Refusal) parameters,
        byte[]? pooled,
        JsonDocument? json = null,
        JsonDocument? more = null
    ) => new(parameters, pooled, json, more);

    public void Dispose()
    {
        json?.Dispose();
        more?.Dispose();
        if (Interlocked.Exchange(ref pooled, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
