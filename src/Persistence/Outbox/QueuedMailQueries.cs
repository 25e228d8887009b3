using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>A mail of the outbox as the operator sees it: of the address only the domain.</summary>
public sealed class QueuedMailRow
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string? OrganizationName { get; init; }
    public string? RecipientDomain { get; init; }
    public MailStatus Status { get; init; }
    public int Attempts { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
}

public static class QueuedMailQueries
{
    /// <summary>The queue is the operator's business, whoever's mails are in it.</summary>
    public static readonly Tenant AllTenants = Tenant.Everyone(
        "The operator looks after the mails of all organizations."
    );

    public static PageOrder<QueuedMailRow> NewestFirst { get; } = PageOrder<QueuedMailRow>.ByDescending(row => row.Id);

    public static IQueryable<OutboxMessage> Of(PartnerGraphDb db, MailStatus? status) =>
        status is { } one ? db.Outbox.AsNoTracking().Where(message => message.Status == one) : db.Outbox.AsNoTracking();

    public static async Task<PageSlice<QueuedMailRow>> PageAsync(
        PartnerGraphDb db,
        MailStatus? status,
        PageRequest page,
        CancellationToken cancellationToken
    ) => await Rows(db, Of(db, status)).PageAsync(NewestFirst, page, cancellationToken);

    public static Task<QueuedMailRow?> ByIdAsync(PartnerGraphDb db, Guid id, CancellationToken cancellationToken) =>
        Rows(db, db.Outbox.AsNoTracking().Where(message => message.Id == id)).SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<QueuedMailRow> Rows(PartnerGraphDb db, IQueryable<OutboxMessage> messages) =>
        messages.Select(message => new QueuedMailRow
        {
            Id = message.Id,
            Kind = message.Kind,
            OrganizationName = db
                .Organizations.Where(organization => organization.Id == message.OrganizationId)
                .Select(organization => organization.Name)
                .FirstOrDefault(),
            RecipientDomain =
                message.Recipient == null ? null : message.Recipient.Substring(message.Recipient.IndexOf("@") + 1),
            Status = message.Status,
            Attempts = message.Attempts,
            LastError = message.LastError,
            CreatedAt = message.CreatedAt,
            NextAttemptAt = message.NextAttemptAt,
            SentAt = message.SentAt,
        });
}
