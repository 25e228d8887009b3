using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>The one place that writes to a socket: its messages in order, and at the end the close frame with its code.</summary>
internal sealed class SocketSender(WebSocket socket, SocketOptions options, TimeProvider clock, ILogger logger)
{
    private readonly SendQueue queue = new(options.SendQueue, options.SendTimeout, clock);
    private Closing? closing;

    public bool IsClosing => Volatile.Read(ref closing) is not null;

    public ValueTask EnqueueAsync(OutgoingMessage message, CancellationToken cancellation) =>
        queue.EnqueueAsync(message, cancellation);

    /// <summary>Closes with this code after the message that is being sent; the first to ask decides the code.</summary>
    public void RequestClose(WebSocketCloseStatus code, string reason)
    {
        if (Interlocked.CompareExchange(ref closing, new Closing(code, Fitting(reason)), null) is null)
        {
            queue.Close();
        }
    }

    /// <summary>Sends until a close is asked for, then closes; the client has <paramref name="grace"/> for its answer.</summary>
    public async Task RunAsync(TimeSpan grace, CancellationToken cancellation)
    {
        try
        {
            await queue.SendAllAsync(SendAsync, () => IsClosing, cancellation);
            var (code, reason) = closing!;
            TransportLog.SocketClosed(logger, (int)code);
            using var patience = new CancellationTokenSource(grace, clock);
            await socket.CloseOutputAsync(code, reason, patience.Token);
        }
        catch (TimeoutException)
        {
            TransportLog.CutOff(logger, "socket");
            socket.Abort();
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or IOException)
        {
            socket.Abort();
        }
    }

    private async ValueTask SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var frame = ArrayPool<byte>.Shared.Rent(message.Length);
        try
        {
            message.CopyTo(frame);
            await socket.SendAsync(
                frame.AsMemory(0, message.Length),
                WebSocketMessageType.Text,
                endOfMessage: true,
                cancellation
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>A close frame holds at most 123 bytes of reason.</summary>
    private static string Fitting(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > 123)
        {
            reason = reason[..^1];
        }
        return reason;
    }

    private sealed record Closing(WebSocketCloseStatus Code, string Reason);
}
