using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using Quartz;

namespace PartnerGraph.Worker.Invitations;

/// <summary>
/// R81: notes that invitations have lapsed and tells those concerned. Nobody depends on it being on time: an invitation
/// whose clock ran out counts as lapsed before that.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class ExpireInvitationsJob(
    Database database,
    TimeProvider clock,
    ILogger<ExpireInvitationsJob> log
) : IJob
{
    private const int Batch = 100;

    private static readonly Tenant AllTenants = Tenant.Everyone("Invitations of all organizations lapse by the clock.");

    private static readonly InvitationStatus[] Open =
    [
        .. Enum.GetValues<InvitationStatus>().Where(InvitationStates.IsOpen),
    ];

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    /// <summary>How many have lapsed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var trail = Trail.Begin(Act.OfSystem("expireInvitations"));
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
        var due = await db.Set<Invitation>()
            .Where(invitation => Open.Contains(invitation.Status) && invitation.ExpiresAt <= now)
            .OrderBy(invitation => invitation.ExpiresAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        // Some inviters are told by mail, at the address that they have now.
        var inviters = due.Select(invitation => invitation.InvitedBy).Distinct().ToList();
        await db.Users.Where(user => inviters.Contains(user.Id)).LoadAsync(cancellationToken);
        var lapsed = due.Count(invitation => invitation.Lapse(now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return lapsed;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody answered or resent one of them at this moment. The next run takes up the rest.
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} invitations have lapsed")]
    private partial void LogLapsed(int count);
}
