using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Telemetry;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Health;

/// <summary>Whether the program can do its work at this moment; the sentences name no host, user or file.</summary>
internal sealed class Readiness(
    Database database,
    OutboxWatch outbox,
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    ILogger<Readiness> log
)
{
    private static readonly Tenant Everyone = Tenant.Everyone("Health belongs to no tenant.");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    /// <summary>
    /// What asks for the database only: requests are then answered. Late mail and an absent mail server are told beside it and take no
    /// instance away, as another one would fare no better.
    /// </summary>
    public async Task<HealthAnswer> AnswerAsync(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthAnswer.Unavailable("The program is stopping.");
        if (await WhyNoDatabaseAsync(cancellation) is { } reason)
            return HealthAnswer.Unavailable(reason);
        var checks = new HealthChecks(
            "ok",
            (await outbox.LastAsync(cancellation)).OldestDue > Late
                ? "Mail that is due has waited for more than 15 minutes."
                : "ok",
            services.GetService<MailServerWatch>() is { } mail ? await mail.WhyNotAsync(cancellation) ?? "ok" : null
        );
        return HealthAnswer.Of(checks);
    }

    private async Task<string?> WhyNoDatabaseAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Patience);
        try
        {
            await using var db = database.Open(Everyone);
            // A database that is gone would count as one that lacks all tables.
            if (!await db.Database.CanConnectAsync(limited.Token))
                return "The database cannot be reached.";
            var missing = await db.Database.GetPendingMigrationsAsync(limited.Token);
            return missing.Any() ? "The database lacks tables of this version: run the command migrate." : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "The database does not answer in time.";
        }
        catch (Exception away)
            when (away is DbException or InvalidOperationException or IOException or TimeoutException)
        {
            log.LogWarning("The database cannot be reached: {Reason}", away.Message);
            return "The database cannot be reached.";
        }
    }
}
