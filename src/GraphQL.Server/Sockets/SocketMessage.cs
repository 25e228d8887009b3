using System.Text.Json;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>The kinds of messages that a client may send (graphql-transport-ws, Message types).</summary>
internal enum MessageKind
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A message from a client. Its payload lies in <see cref="Json"/>, which whoever handles the message disposes.</summary>
internal sealed record SocketMessage(MessageKind Kind, string? Id, JsonElement Payload, JsonDocument Json)
{
    private const int MaxId = 256;

    /// <summary>The message; null where it breaks the protocol.</summary>
    public static SocketMessage? Parse(ReadOnlyMemory<byte> text, int maxDepth)
    {
        if (JsonText.Parse(text, maxDepth) is not { } json)
        {
            return null;
        }
        var message = json.RootElement.ValueKind == JsonValueKind.Object ? Read(json) : null;
        if (message is null)
        {
            json.Dispose();
        }
        return message;
    }

    private static SocketMessage? Read(JsonDocument json)
    {
        var root = json.RootElement;
        var payload = root.TryGetProperty("payload", out var given) ? given : default;
        if (!root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return null;
        }
        var isMap = payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object;
        var id = ReadId(root);
        return type.GetString() switch
        {
            "connection_init" when isMap => new SocketMessage(MessageKind.ConnectionInit, Id: null, payload, json),
            "ping" when isMap => new SocketMessage(MessageKind.Ping, Id: null, payload, json),
            "pong" when isMap => new SocketMessage(MessageKind.Pong, Id: null, payload, json),
            "subscribe" when id is not null && payload.ValueKind == JsonValueKind.Object => new SocketMessage(
                MessageKind.Subscribe,
                id,
                payload,
                json
            ),
            "complete" when id is not null => new SocketMessage(MessageKind.Complete, id, payload, json),
            _ => null,
        };
    }

    private static string? ReadId(JsonElement root) =>
        root.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String
        && id.GetString() is { Length: > 0 and <= MaxId } text
            ? text
            : null;
}
