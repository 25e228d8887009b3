using System.Collections.Concurrent;
using System.Diagnostics;
using PartnerGraph.Graph.Tests.Flow;

namespace PartnerGraph.Graph.Tests.Faults;

/// <summary>So many requests a second, whether earlier ones were answered or not, and when those began that failed.</summary>
internal sealed class SteadyLoad
{
    private const int WriteEvery = 5;
    private const string Query = "{ viewer { organization { id name } } }";

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<TimeSpan> failures = new();
    private readonly ConcurrentQueue<TimeSpan> successes = new();
    private readonly ConcurrentDictionary<Task, bool> underWay = new();
    private readonly Task running;

    public SteadyLoad(Inviters inviters, int port, int rate) =>
        running = Task.Run(() => RunAsync(inviters, port, rate));

    /// <summary>Since it began.</summary>
    public TimeSpan Now => clock.Elapsed;

    public int Answered => successes.Count;

    public int Failed => failures.Count;

    /// <summary>When the last of those began that failed; never before the moment given.</summary>
    public TimeSpan LastFailureSince(TimeSpan moment) => failures.Append(moment).Max();

    /// <summary>Done when so many requests in a row, begun after the moment, were answered and none begun after them failed.</summary>
    public async Task IsWellAgainAsync(TimeSpan moment, int requests, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        while (true)
        {
            var from = LastFailureSince(moment);
            if (successes.Count(began => began > from) >= requests && LastFailureSince(moment) == from)
                return;
            await Task.Delay(20, late.Token);
        }
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
        await Task.WhenAll(underWay.Keys);
        stop.Dispose();
    }

    private async Task RunAsync(Inviters inviters, int port, int rate)
    {
        for (var begun = 0; !stop.IsCancellationRequested; )
        {
            for (var due = (int)(clock.Elapsed.TotalSeconds * rate); begun < due; begun++)
                Begin(inviters, port, begun);
            await Task.Delay(1, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Begin(Inviters inviters, int port, int number)
    {
        var began = clock.Elapsed;
        var provider = inviters.Providers[number / WriteEvery % inviters.Providers.Count];
        var request = Task.Run(async () =>
        {
            var isAnswered =
                number % WriteEvery == 0
                    ? await inviters.InviteAsync(port, provider, CancellationToken.None)
                    : await AskAsync(provider.Client);
            (isAnswered ? successes : failures).Enqueue(began);
        });
        underWay[request] = true;
        _ = request.ContinueWith(done => underWay.TryRemove(done, out var _), TaskScheduler.Default);
    }

    private static async Task<bool> AskAsync(GraphClient client)
    {
        try
        {
            return (await client.SendAsync(Query)).Errors.Count == 0;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
