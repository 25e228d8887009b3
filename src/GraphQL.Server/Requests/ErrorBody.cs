using System.Buffers;
using System.Text.Json;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>Writes errors that no execution stands behind (spec 7.1.2): message and extensions, never a cause.</summary>
internal static class ErrorBody
{
    /// <summary>A whole response: <c>{"errors":[…]}</c>.</summary>
    public static ReadOnlyMemory<byte> Response(GraphQLError error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WritePropertyName("errors"u8);
        WriteList(json, error);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The list alone, as the payload of a socket's error message.</summary>
    public static ReadOnlyMemory<byte> List(GraphQLError error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        WriteList(json, error);
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteList(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        if (error.Code is not null || error.Extensions.Count > 0)
        {
            json.WriteStartObject("extensions"u8);
            if (error.Code is { } code)
            {
                json.WriteString("code"u8, code);
            }
            foreach (var (name, value) in error.Extensions)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
