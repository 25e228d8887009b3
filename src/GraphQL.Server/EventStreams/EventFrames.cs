using System.Text;
using System.Text.Json;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Operations;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>The frames of an event stream (graphql-sse, Event stream). Responses have no line breaks, so one data line holds them.</summary>
internal sealed class EventFrames
{
    /// <summary>A comment: it opens the stream for browsers and keeps proxies from closing it.</summary>
    public static readonly OutgoingMessage Comment = new(":\n\n"u8.ToArray());

    private readonly byte[] beforeNext;
    private readonly byte[] afterNext;

    /// <summary>Frames of a stream that has one operation (distinct connections mode).</summary>
    public static EventFrames OfOneOperation { get; } =
        new("event: next\ndata: ", "\n\n", "event: complete\ndata: \n\n");

    private EventFrames(string beforeNext, string afterNext, string complete)
    {
        this.beforeNext = Encoding.UTF8.GetBytes(beforeNext);
        this.afterNext = Encoding.UTF8.GetBytes(afterNext);
        Complete = new OutgoingMessage(Encoding.UTF8.GetBytes(complete));
    }

    public OutgoingMessage Complete { get; }

    /// <summary>Frames that name their operation (single connection mode).</summary>
    public static EventFrames OfOperation(string id)
    {
        var name = $"{{\"id\":\"{JsonEncodedText.Encode(id)}\"";
        return new EventFrames(
            $"event: next\ndata: {name},\"payload\":",
            "}\n\n",
            $"event: complete\ndata: {name}}}\n\n"
        );
    }

    public OutgoingMessage Next(SingleResult response) => new(beforeNext, response, afterNext);

    public OutgoingMessage Next(ReadOnlyMemory<byte> response) =>
        new((byte[])[.. beforeNext, .. response.Span, .. afterNext]);
}
