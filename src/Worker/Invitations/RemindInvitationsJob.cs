using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Mail;
using Quartz;

namespace PartnerGraph.Worker.Invitations;

/// <summary>Sends the link once more where it lapses soon and nobody has answered. Once for each link, however often it runs.</summary>
[DisallowConcurrentExecution]
public sealed partial class RemindInvitationsJob(
    Database database,
    MailOptions options,
    TimeProvider clock,
    ILogger<RemindInvitationsJob> log
) : IJob
{
    private const int Batch = 100;

    private static readonly Tenant AllTenants = Tenant.Everyone("Recipients of all organizations are reminded.");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    /// <summary>How many recipients are reminded.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options.ReminderBefore <= TimeSpan.Zero)
            return 0;
        using var trail = Trail.Begin(Act.OfSystem("remindInvitations"));
        var reminded = 0;
        int found;
        do
        {
            (found, var now) = await RunBatchAsync(cancellationToken);
            reminded += now;
        } while (found == Batch);
        if (reminded > 0)
            LogReminded(reminded);
        return reminded;
    }

    private async Task<(int Found, int Reminded)> RunBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var soon = now + options.ReminderBefore;
        await using var db = database.Open(AllTenants);
        // Each that is found is marked by Remind, whether or not it is of use: the next batch finds others.
        var due = await db.Set<Invitation>()
            .Where(invitation =>
                (invitation.Status == InvitationStatus.Sent || invitation.Status == InvitationStatus.Viewed)
                && invitation.ExpiresAt > now
                && invitation.ExpiresAt <= soon
                && invitation.Sender == InvitationSender.System
                && invitation.SentAt != null
                && invitation.RemindedGeneration != invitation.Generation
            )
            .OrderBy(invitation => invitation.ExpiresAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var reminded = due.Count(invitation => invitation.Remind(options.ReminderBefore, now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return (due.Count, reminded);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody answered or resent one of them at this moment. The next run takes up the rest.
            return (0, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} recipients are reminded of their invitations")]
    private partial void LogReminded(int count);
}
