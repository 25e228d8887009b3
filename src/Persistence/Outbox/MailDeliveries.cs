using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>What has become of a mail (R83).</summary>
public sealed record MailDeliveryRow(
    MailStatus Status,
    int Attempts,
    string? LastError,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SentAt
);

public static class MailDeliveries
{
    /// <summary>The newest mail of a kind (null: of any) about each subject; none for a tenant that did not cause it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, MailDeliveryRow>> NewestAsync(
        PartnerGraphDb db,
        string subjectType,
        string? kind,
        IReadOnlyCollection<Guid> subjects,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var mails = await db
            .Outbox.Where(mail => mail.SubjectType == subjectType && subjects.Contains(mail.SubjectId))
            .Where(mail => kind == null || mail.Kind == kind)
            .OrderBy(mail => mail.Id)
            .Select(mail => new
            {
                mail.SubjectId,
                mail.Status,
                mail.Attempts,
                mail.LastError,
                mail.NextAttemptAt,
                mail.SentAt,
            })
            .ToListAsync(cancellationToken);
        return mails
            .GroupBy(mail => mail.SubjectId)
            .Select(group => (group.Key, Newest: group.Last()))
            .ToDictionary(
                one => one.Key,
                one => new MailDeliveryRow(
                    one.Newest.Status,
                    one.Newest.Attempts,
                    one.Newest.LastError,
                    one.Newest.Status is MailStatus.Queued or MailStatus.Deferred ? one.Newest.NextAttemptAt : null,
                    one.Newest.SentAt
                )
            );
    }
}
