using System.Net.WebSockets;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>Reads whole text messages up to a size. An idle socket keeps a small buffer only.</summary>
internal sealed class SocketReceiver(WebSocket socket, int maxMessage)
{
    private const int Idle = 1024;

    private byte[] buffer = new byte[Idle];

    /// <summary>The next message, or why there is none: the client closed, or what it sent is not for us.</summary>
    public async ValueTask<Received> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new Received(ReceivedKind.Closed);
            }
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                return new Received(ReceivedKind.Binary);
            }
            length += part.Count;
            if (length > maxMessage)
            {
                return new Received(ReceivedKind.TooBig);
            }
            if (part.EndOfMessage)
            {
                var message = buffer.AsSpan(0, length).ToArray();
                buffer = buffer.Length > 16 * Idle ? new byte[Idle] : buffer;
                return new Received(ReceivedKind.Message, message);
            }
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxMessage + 1));
            }
        }
    }

    /// <summary>Reads on until the client's close frame and forgets what it reads.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellation)
    {
        while (
            socket.State is WebSocketState.Open or WebSocketState.CloseSent
            && (await socket.ReceiveAsync(buffer.AsMemory(), cancellation)).MessageType != WebSocketMessageType.Close
        ) { }
    }
}

/// <summary>What a read from a socket gave.</summary>
internal enum ReceivedKind
{
    Message,
    Closed,
    Binary,
    TooBig,
}

/// <summary>A message, or why there is none.</summary>
internal readonly record struct Received(ReceivedKind Kind, ReadOnlyMemory<byte> Text = default);
