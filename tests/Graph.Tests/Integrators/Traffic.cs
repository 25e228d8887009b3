using System.Collections.Concurrent;
using PartnerGraph.Graph.Tests.Flow;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>Ordinary requests, one after the other on several lanes, until it is stopped; each must be answered without errors.</summary>
internal sealed class Traffic
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> failures = new();
    private readonly Task running;
    private int answered;

    public Traffic(GraphClient client, string query, int lanes) =>
        running = Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(() => RunAsync(client, query))));

    public int Answered => Volatile.Read(ref answered);

    public IReadOnlyCollection<string> Failures => failures;

    /// <summary>Done when so many more have been answered.</summary>
    public async Task GoesOnAsync(int by)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var until = Answered + by;
        while (Answered < until && failures.IsEmpty)
            await Task.Delay(10, patience.Token);
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync(GraphClient client, string query)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var reply = await client.SendAsync(query);
                if (reply.Errors.Count > 0)
                    failures.Enqueue(reply.Text);
                Interlocked.Increment(ref answered);
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                failures.Enqueue(failure.ToString());
            }

            await Task.Delay(Pace, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
