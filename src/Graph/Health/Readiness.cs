using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Health;

/// <summary>Why the program cannot do its work at this moment; the sentence names no host, user or file.</summary>
internal sealed class Readiness(Database database, IHostApplicationLifetime lifetime, ILogger<Readiness> log)
{
    private static readonly Tenant Everyone = Tenant.Everyone("Health belongs to no tenant.");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<string?> WhyNotAsync(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The program is stopping.";
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Patience);
        try
        {
            await using var db = database.Open(Everyone);
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
