namespace PartnerGraph.Graph.Health;

/// <summary>Why the program cannot do its work at this moment.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    public async Task<string?> WhyNotAsync(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The program is stopping.";
        await Task.CompletedTask;
        return null;
    }
}
