using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Tenants;
using Quartz;

namespace PartnerGraph.Worker.Leads;

/// <summary>
/// Notes that leads were not answered in time and tells whoever assigned them. Nobody depends on it being on time: a lead whose clock
/// ran out counts as expired before that.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class ExpireLeadsJob(Database database, TimeProvider clock, ILogger<ExpireLeadsJob> log) : IJob
{
    private const int Batch = 100;

    private static readonly Tenant AllTenants = Tenant.Everyone("Leads of all organizations lapse by the clock.");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    /// <summary>How many have lapsed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var lapsed = 0;
        int found;
        do
        {
            found = await RunBatchAsync(cancellationToken);
            lapsed += found;
        } while (found == Batch);
        if (lapsed > 0)
            LogLapsed(lapsed);
        return lapsed;
    }

    private async Task<int> RunBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(AllTenants);
        var due = await db
            .Leads.Where(lead => lead.Status == LeadStatus.Assigned && lead.AnswerBy <= now)
            .OrderBy(lead => lead.AnswerBy)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var lapsed = 0;
        foreach (var lead in due)
        {
            var told = await LeadPeople.OneAsync(db, lead.AssignedBy, cancellationToken);
            if (lead.Lapse(told, now))
                lapsed++;
        }
        // Who answered or assigned one of them at this moment was faster. The next run takes up the rest.
        return await db.SaveInRaceAsync(cancellationToken) is SaveResult.Saved ? lapsed : 0;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} leads were not answered in time")]
    private partial void LogLapsed(int count);
}
