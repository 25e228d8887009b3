using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>The operations that run on one socket, by the ids that the client gave them (graphql-transport-ws, subscribe and complete).</summary>
internal sealed class SocketOperations(
    OperationRunner runner,
    IServiceScopeFactory scopes,
    SocketSender sender,
    int maxOperations
)
{
    public static readonly Refusal AlreadyRunning = Refusal.Of(
        StatusCodes.Status409Conflict,
        ServerErrorCodes.Conflict,
        "An operation of this id already runs on the socket."
    );

    private static readonly Refusal TooMany = Refusal.Of(
        StatusCodes.Status429TooManyRequests,
        ServerErrorCodes.TooMany,
        "Too many operations run on this socket."
    );

    private readonly Lock gate = new();
    private readonly Dictionary<string, CancellationTokenSource> byId = new(StringComparer.Ordinal);

    /// <summary>Also those that are cancelled and not yet over: they count, or a client could start any number of them.</summary>
    private readonly List<Task> running = [];

    /// <summary>Starts the operation, which then owns <paramref name="read"/>; or says why not. Called by the socket's reader alone.</summary>
    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The operation disposes its token source when it has ended."
    )]
    public Refusal? TryStart(string id, ReadRequest read, object? state, CallerCheck caller, CancellationToken end)
    {
        running.RemoveAll(static task => task.IsCompleted);
        var operation = CancellationTokenSource.CreateLinkedTokenSource(end);
        lock (gate)
        {
            if (byId.ContainsKey(id))
            {
                operation.Dispose();
                return AlreadyRunning;
            }
            if (read.Request is null || running.Count >= maxOperations)
            {
                operation.Dispose();
                return read.Refusal ?? TooMany;
            }
            byId.Add(id, operation);
        }
        running.Add(Task.Run(() => RunAsync(id, read, state, caller, operation), CancellationToken.None));
        return null;
    }

    /// <summary>The client no longer wants the operation; its id is free at once.</summary>
    public void Cancel(string id)
    {
        lock (gate)
        {
            if (byId.Remove(id, out var operation))
            {
                _ = operation.CancelAsync();
            }
        }
    }

    public Task WhenAllEndedAsync() => Task.WhenAll(running);

    private async Task RunAsync(
        string id,
        ReadRequest read,
        object? state,
        CallerCheck caller,
        CancellationTokenSource operation
    )
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var sink = new SocketSink(sender, id, () => Forget(id, operation));
            await runner.RunAsync(read.Request!, state, scope.ServiceProvider, caller, sink, operation.Token);
        }
        catch (OperationCanceledException) when (operation.IsCancellationRequested)
        {
            // The client, or the end of the socket, stopped it while its last message was under way.
        }
        finally
        {
            Forget(id, operation);
            operation.Dispose();
            read.Dispose();
        }
    }

    /// <summary>Only its own entry: the client may have used the id again.</summary>
    private void Forget(string id, CancellationTokenSource operation)
    {
        lock (gate)
        {
            if (byId.TryGetValue(id, out var known) && ReferenceEquals(known, operation))
            {
                byId.Remove(id);
            }
        }
    }
}
