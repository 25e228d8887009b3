using PartnerGraph.Graph.Settings;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Telemetry;

internal static class TelemetryServices
{
    /// <summary>What every running process measures, server and worker alike.</summary>
    public static void AddTelemetry(this IServiceCollection services, GraphSettings settings)
    {
        services.AddMetrics();
        services.AddSingleton<OutboxState>();
        services.AddSingleton<OutboxWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWatch>());
        // By a factory: what the container makes it also ends, and what was measured last is then sent.
        services.AddSingleton(_ => new Measuring(settings.Telemetry));
        services.AddHostedService<MeasuringStart>();
    }

    // A meter is heard from the moment its listener exists: not first when somebody asks for /metrics.
    private sealed class MeasuringStart(Measuring measuring) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = measuring;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
