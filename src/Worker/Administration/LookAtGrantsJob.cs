using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using Quartz;

namespace PartnerGraph.Worker.Administration;

/// <summary>
/// R72: warns both sides 30, 7 and 1 day before a grant ends, each once, and notes that it has ended. Nobody depends on it being on time: a
/// grant whose clock ran out gives nothing before that, and of warnings that were missed only the nearest is given.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class LookAtGrantsJob(Database database, TimeProvider clock, ILogger<LookAtGrantsJob> log) : IJob
{
    private const int Batch = 100;

    private static readonly Tenant AllTenants = Tenant.Everyone("Grants of all organizations end by the clock.");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    /// <summary>How many were warned of or have ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var looked = 0;
        int found;
        do
        {
            found = await RunBatchAsync(cancellationToken);
            looked += found;
        } while (found == Batch);
        if (looked > 0)
            LogLooked(looked);
        return looked;
    }

    private async Task<int> RunBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (in30, in7, in1) = (now.AddDays(30), now.AddDays(7), now.AddDays(1));
        await using var db = database.Open(AllTenants);
        var due = await db
            .AdministrationGrants.Where(grant =>
                grant.Status == AdministrationGrantStatus.Active
                && (
                    grant.ExpiresAt <= now
                    || (grant.ExpiresAt <= in1 && (grant.WarnedDays == null || grant.WarnedDays > 1))
                    || (grant.ExpiresAt <= in7 && (grant.WarnedDays == null || grant.WarnedDays > 7))
                    || (grant.ExpiresAt <= in30 && grant.WarnedDays == null)
                )
            )
            .OrderBy(grant => grant.ExpiresAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var changed = due.Count(grant => grant.LookAtClock(now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return changed;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody ended or extended one of them at this moment. The next run takes up the rest.
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} administration grants have ended or are about to")]
    private partial void LogLooked(int count);
}
