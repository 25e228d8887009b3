using PartnerGraph.TestHosts.Faults;

namespace PartnerGraph.Graph.Tests.Integrators;

/// <summary>Asks servers whether they are ready, several times a second, and has the proxy pass connections on to those that are.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public Balancer(TcpProxy proxy, params int[] ports) => running = Task.Run(() => RunAsync(proxy, ports));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        http.Dispose();
    }

    private async Task RunAsync(TcpProxy proxy, int[] ports)
    {
        while (!stop.IsCancellationRequested)
        {
            var ready = await Task.WhenAll(ports.Select(IsReadyAsync));
            var present = ports.Where((_, at) => ready[at]).ToArray();
            // Where none is, each may be tried.
            proxy.PassOnTo(present.Length == 0 ? ports : present);
            await Task.Delay(Pace, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var answer = await http.GetAsync($"http://127.0.0.1:{port}/readyz", stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
