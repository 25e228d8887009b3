using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.Graph.Idempotency;

/// <summary>Whether two requests ask for the same: document, operation and variables, whatever the white space between those.</summary>
internal static class RequestFingerprint
{
    public static byte[] Of(GraphQLRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Encoding.UTF8.GetBytes(request.Query ?? ""));
        Add(hash, Encoding.UTF8.GetBytes(request.DocumentId ?? ""));
        Add(hash, Encoding.UTF8.GetBytes(request.OperationName ?? ""));
        Add(hash, Canonical(request.Variables));
        return hash.GetHashAndReset();
    }

    private static ReadOnlySpan<byte> Canonical(JsonElement variables)
    {
        if (variables.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return default;
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        variables.WriteTo(json);
        json.Flush();
        return buffer.WrittenSpan;
    }

    // With its length, so that no part runs into the next.
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
