namespace PartnerGraph.GraphQL.Execution;

/// <summary>Cancels an execution that takes too long. Without a limit it costs nothing.</summary>
internal readonly struct TimeLimit : IDisposable
{
    private readonly CancellationTokenSource? source;
    private readonly CancellationToken client;

    private TimeLimit(CancellationTokenSource? source, CancellationToken client)
    {
        this.source = source;
        this.client = client;
    }

    public CancellationToken Token => source?.Token ?? client;

    /// <summary>Whether the time is over while the client still waits.</summary>
    public bool IsOver => source is { IsCancellationRequested: true } && !client.IsCancellationRequested;

    public static TimeLimit Start(TimeSpan? limit, CancellationToken client)
    {
        if (limit is not { } longest)
        {
            return new TimeLimit(null, client);
        }

        var both = CancellationTokenSource.CreateLinkedTokenSource(client);
        both.CancelAfter(longest);
        return new TimeLimit(both, client);
    }

    public void Dispose() => source?.Dispose();
}
