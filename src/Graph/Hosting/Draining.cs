using Microsoft.AspNetCore.Http;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Hosting;

/// <summary>
/// Between being told to stop and taking no more connections a server goes on answering for a moment. Balancers learn from /readyz to
/// go elsewhere, and clients leave by themselves since each answer says so: a connection that the server closes just when a client
/// writes to it would be a failed request.
/// </summary>
internal sealed class Draining(GraphSettings settings, IHostApplicationLifetime lifetime, TimeProvider clock)
    : IHostedLifecycleService
{
    /// <summary>Comes before any service is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Said already where a signal stops the program; a host that is stopped by its own process says it only afterwards.
        lifetime.StopApplication();
        await Task.Delay(settings.Drain, clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class LastAnswers
{
    /// <summary>Answers of a stopping server are the last ones on their connections (RFC 9112, 9.6).</summary>
    public static void UseDraining(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use(
            (context, next) =>
            {
                // HTTP/2 has a frame for it, which the server sends itself.
                if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
                    context.Response.Headers.Connection = "close";
                return next(context);
            }
        );
    }
}
