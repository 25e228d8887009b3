using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>One socket from its opening to its close (graphql-transport-ws): reads messages in order and acts on each.</summary>
internal sealed class SocketConnection(
    HttpContext context,
    WebSocket socket,
    GraphQLServerOptions options,
    RequestReader reader,
    SocketOperations operations,
    SocketSender sender,
    TimeProvider clock,
    ILogger logger
)
{
    private readonly SocketReceiver receiver = new(socket, options.Sockets.MaxMessageBytes);
    private bool isInitialised;
    private Admission? admission;
    private CallerCheck? caller;
    private Task watching = Task.CompletedTask;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var readEnd = new CancellationTokenSource();
        var sending = SendAsync(end, readEnd.Token);
        await using var initTimer = clock.CreateTimer(
            _ => CloseUninitialised(),
            state: null,
            options.Sockets.InitTimeout,
            Timeout.InfiniteTimeSpan
        );
        await using var shutdown = stopping.UnsafeRegister(
            _ => sender.RequestClose(CloseCode.ShuttingDown, "The server is shutting down"),
            state: null
        );
        try
        {
            await ReadAsync(end.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
        finally
        {
            sender.RequestClose(CloseCode.Normal, "");
            await readEnd.CancelAsync();
            await end.CancelAsync();
            await operations.WhenAllEndedAsync();
            await watching.ContinueWith(static _ => { }, TaskScheduler.Default);
            await sending;
            await (admission?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Ends the operations as soon as the close frame is out, and hangs up on a client that does not answer it.</summary>
    private async Task SendAsync(CancellationTokenSource end, CancellationToken readEnd)
    {
        await sender.RunAsync(options.StopGrace, context.RequestAborted);
        await end.CancelAsync();
        await Task.Delay(options.StopGrace, clock, readEnd).ContinueWith(static _ => { }, TaskScheduler.Default);
        if (!readEnd.IsCancellationRequested)
        {
            socket.Abort();
        }
    }

    private void CloseUninitialised()
    {
        if (!Volatile.Read(ref isInitialised))
        {
            sender.RequestClose(CloseCode.InitTimeout, "Connection initialisation timeout");
        }
    }

    private async Task ReadAsync(CancellationToken end)
    {
        // A receive that is cancelled tears the socket down before the close frame is out: so reading ends with the client's close only.
        while (!sender.IsClosing)
        {
            var received = await receiver.ReceiveAsync(context.RequestAborted);
            if (sender.IsClosing || received.Kind == ReceivedKind.Closed)
            {
                break;
            }
            await ActAsync(received, end);
        }
        await receiver.DrainAsync(context.RequestAborted);
    }

    private async ValueTask ActAsync(Received received, CancellationToken end)
    {
        if (received.Kind == ReceivedKind.TooBig)
        {
            sender.RequestClose(CloseCode.MessageTooBig, "Message too big");
            return;
        }
        if (
            received.Kind != ReceivedKind.Message
            || SocketMessage.Parse(received.Text, options.MaxJsonDepth) is not { } message
        )
        {
            sender.RequestClose(CloseCode.BadMessage, "Invalid message received");
            return;
        }

        if (message.Kind == MessageKind.Subscribe)
        {
            await SubscribeAsync(message, end);
            return;
        }
        using (message.Json)
        {
            switch (message.Kind)
            {
                case MessageKind.ConnectionInit:
                    await InitialiseAsync(message.Payload, end);
                    break;
                case MessageKind.Ping:
                    await sender.EnqueueAsync(SocketFrames.Pong, end);
                    break;
                case MessageKind.Complete:
                    operations.Cancel(message.Id!);
                    break;
            }
        }
    }

    private async ValueTask InitialiseAsync(JsonElement payload, CancellationToken end)
    {
        if (isInitialised)
        {
            sender.RequestClose(CloseCode.TooManyInits, "Too many initialisation requests");
            return;
        }
        Volatile.Write(ref isInitialised, true);
        try
        {
            admission = options.AdmitSocket is { } accept
                ? await accept(context, payload, end)
                : await options.AdmitRequest(context, end);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            TransportLog.RequestFailed(logger, failure);
            sender.RequestClose(CloseCode.InternalError, "Internal server error");
            return;
        }
        if (admission.Refusal is not null)
        {
            sender.RequestClose(CloseCode.Forbidden, "Forbidden");
            return;
        }
        caller = new CallerCheck(options.StillAllowed, admission.State, logger);
        watching = WatchAsync(caller, end);
        await sender.EnqueueAsync(SocketFrames.ConnectionAck, end);
    }

    private async Task WatchAsync(CallerCheck watched, CancellationToken end)
    {
        await watched.WaitForDismissalAsync(options.RecheckInterval, clock, end);
        sender.RequestClose(CloseCode.Forbidden, "Forbidden");
    }

    private async ValueTask SubscribeAsync(SocketMessage message, CancellationToken end)
    {
        if (caller is null)
        {
            message.Json.Dispose();
            sender.RequestClose(CloseCode.Unauthorized, "Unauthorized");
            return;
        }
        var read = reader.ReadMessage(message.Payload, message.Json);
        var refusal = operations.TryStart(message.Id!, read, admission!.State, caller, end);
        if (refusal is null)
        {
            return;
        }
        read.Dispose();
        if (ReferenceEquals(refusal, SocketOperations.AlreadyRunning))
        {
            sender.RequestClose(CloseCode.SubscriberExists, $"Subscriber for {message.Id} already exists");
            return;
        }
        await sender.EnqueueAsync(new SocketFrames(message.Id!).Error(ErrorBody.List(refusal.Error)), end);
    }
}
