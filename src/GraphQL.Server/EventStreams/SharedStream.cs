using PartnerGraph.GraphQL.Server.Operations;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>A reserved stream and the operations that send to it (graphql-sse, Making reservations).</summary>
internal sealed class SharedStream(SendQueue queue, int maxOperations, CancellationToken stopping) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, CancellationTokenSource> operations = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private bool isOpen;
    private bool isOver;

    public SendQueue Queue { get; } = queue;

    /// <summary>Fires when the client has left, the reservation has run out or the server stops.</summary>
    public CancellationToken End => end.Token;

    /// <summary>Whether the stream was free: only one connection fulfils a reservation.</summary>
    public bool TryOpen()
    {
        lock (gate)
        {
            var wasFree = !isOpen && !isOver;
            isOpen |= wasFree;
            return wasFree;
        }
    }

    /// <summary>Whether the reservation has run out, unless it was fulfilled.</summary>
    public bool TryExpire()
    {
        lock (gate)
        {
            isOver |= !isOpen;
            return isOver;
        }
    }

    public StartOutcome TryStart(string id, out CancellationToken cancellation)
    {
        lock (gate)
        {
            cancellation = default;
            if (isOver)
            {
                return StartOutcome.Gone;
            }
            if (operations.ContainsKey(id))
            {
                return StartOutcome.AlreadyRunning;
            }
            if (operations.Count >= maxOperations)
            {
                return StartOutcome.TooMany;
            }
            var operation = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            operations.Add(id, operation);
            cancellation = operation.Token;
            return StartOutcome.Started;
        }
    }

    public bool Cancel(string id)
    {
        lock (gate)
        {
            if (!operations.TryGetValue(id, out var operation))
            {
                return false;
            }
            // Cancelled without waiting: what listens to the token runs elsewhere.
            _ = operation.CancelAsync();
            return true;
        }
    }

    public void Ended(string id)
    {
        lock (gate)
        {
            if (operations.Remove(id, out var operation))
            {
                operation.Dispose();
            }
        }
    }

    public async Task FinishAsync()
    {
        lock (gate)
        {
            isOver = true;
        }
        await end.CancelAsync();
        Queue.Close();
    }

    public void Dispose() => end.Dispose();
}

/// <summary>Whether an operation may start on a shared stream.</summary>
internal enum StartOutcome
{
    Started,
    AlreadyRunning,
    TooMany,
    Gone,
}
