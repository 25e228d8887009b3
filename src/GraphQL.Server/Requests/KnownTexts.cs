using System.Text.Json;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Caching;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>
/// The short way from a request's bytes to its document: a text that came before is found by its bytes, so that no JSON tree and no string
/// is made of it. Only texts that passed all checks of the long way are known.
/// </summary>
internal sealed class KnownTexts(int maxDepth)
{
    private const long MaxBytes = 8 * 1024 * 1024;

    private readonly ByteBoundedCache<byte[], GraphQLRequest> known = new(MaxBytes, Utf8Comparer.Instance);

    /// <summary>The request; null where its text is new, or anything in it is unusual or wrong.</summary>
    public ReadRequest? Find(ReadOnlyMemory<byte> body, byte[] pooled)
    {
        var utf8 = body.Span;
        if (known.FindBy(utf8) is { } same)
        {
            return ReadRequest.From((same, null), pooled);
        }
        if (Envelope.Find(utf8, maxDepth) is not { } envelope || known.FindBy(utf8[envelope.Query]) is not { } request)
        {
            return null;
        }
        if (envelope is { OperationName: null, Variables: null })
        {
            return ReadRequest.From((request, null), pooled);
        }

        JsonDocument? variables = null;
        if (envelope.Variables is { } map && (variables = JsonText.Parse(body[map], maxDepth)) is null)
        {
            return null;
        }
        string? name = null;
        if (envelope.OperationName is { } range && (name = JsonText.Name(utf8[range])) is null)
        {
            variables?.Dispose();
            return null;
        }
        return ReadRequest.From(
            (request with { OperationName = name, Variables = variables?.RootElement ?? default }, null),
            pooled,
            variables
        );
    }

    /// <summary>Remembers the text of a request that was read in the long way.</summary>
    public void Remember(ReadOnlySpan<byte> body, GraphQLRequest request)
    {
        if (request.Query is not { } query || Envelope.Find(body, maxDepth) is not { } envelope)
        {
            return;
        }
        // A body that is nothing but its query is known as a whole. The two kinds of keys never meet: a query has no bare quotes.
        var isAlone = envelope is { OperationName: null, Variables: null };
        var bytes = (isAlone ? body : body[envelope.Query]).ToArray();
        known.Add(bytes, new GraphQLRequest { Query = query }, bytes.Length + (2L * query.Length) + 200);
    }
}
