using System.Text;
using System.Text.Json;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Operations;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>The messages of the server (graphql-transport-ws, Message types).</summary>
internal sealed class SocketFrames
{
    public static readonly OutgoingMessage ConnectionAck = new("{\"type\":\"connection_ack\"}"u8.ToArray());
    public static readonly OutgoingMessage Pong = new("{\"type\":\"pong\"}"u8.ToArray());

    private static readonly byte[] End = "}"u8.ToArray();

    private readonly byte[] beforeNext;
    private readonly byte[] beforeError;
    private readonly byte[] complete;

    public SocketFrames(string id)
    {
        var name = JsonEncodedText.Encode(id);
        beforeNext = Encoding.UTF8.GetBytes($"{{\"id\":\"{name}\",\"type\":\"next\",\"payload\":");
        beforeError = Encoding.UTF8.GetBytes($"{{\"id\":\"{name}\",\"type\":\"error\",\"payload\":");
        complete = Encoding.UTF8.GetBytes($"{{\"id\":\"{name}\",\"type\":\"complete\"}}");
    }

    public OutgoingMessage Complete => new(complete);

    public OutgoingMessage Next(SingleResult response) => new(beforeNext, response, End);

    /// <summary>The payload of an error message is the list of errors alone.</summary>
    public OutgoingMessage Error(ReadOnlyMemory<byte> errors) => new((byte[])[.. beforeError, .. errors.Span, .. End]);

    /// <summary>The list of errors within a whole response.</summary>
    public static ReadOnlyMemory<byte> ErrorsOf(SingleResult response)
    {
        var json = new Utf8JsonReader(response.Json.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isErrors = json.ValueTextEquals("errors"u8);
            json.Read();
            var start = (int)json.TokenStartIndex;
            json.Skip();
            if (isErrors)
            {
                return response.Json[start..(int)json.BytesConsumed];
            }
        }
        throw new InvalidOperationException("A refused request has errors.");
    }
}
