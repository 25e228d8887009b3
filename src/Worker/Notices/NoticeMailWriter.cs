using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Notices;

/// <summary>Writes one kind of notice to one global admin, who must be one of the organization still.</summary>
public abstract class NoticeMailWriter(Database database) : IMailWriter
{
    private static readonly Tenant BothSides = Tenant.Everyone(
        "A notice names both sides, also when they are nothing to each other any more."
    );

    public abstract string Kind { get; }

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await using var db = database.Open(BothSides);
        if (await ReaderAsync(db, message, cancellationToken) is not { } reader)
            return new MailDraft.Obsolete("Whom the notice is for is no longer an active user of the organization.");
        var notice = await SayAsync(db, message, reader.Language, cancellationToken);
        return notice is null
            ? new MailDraft.Obsolete("What the notice is about is no longer so.")
            : new MailDraft.Written(
                new NoticeMail(reader.Language, reader.FullName, notice),
                reader.FullName,
                UsefulUntil: null
            );
    }

    public Task SentAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Null where there is nothing to say any more.</summary>
    private protected abstract Task<Notice?> SayAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        Language language,
        CancellationToken cancellationToken
    );

    /// <summary>The names of the organizations that stand under these facts.</summary>
    private protected static async Task<IReadOnlyDictionary<OrganizationId, string>> NamesAsync(
        PartnerGraphDb db,
        IEnumerable<OrganizationId?> organizations,
        CancellationToken cancellationToken
    )
    {
        var ids = organizations.OfType<OrganizationId>().Distinct().ToList();
        return await db
            .Organizations.Where(organization => ids.Contains(organization.Id))
            .ToDictionaryAsync(organization => organization.Id, organization => organization.Name, cancellationToken);
    }

    private static async Task<User?> ReaderAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        CancellationToken cancellationToken
    )
    {
        if (!EmailAddress.TryParse(message.Recipient, out var email))
            return null;
        return await db
            .Users.AsNoTracking()
            .FirstOrDefaultAsync(
                user => user.OrganizationId == message.OrganizationId && user.Email == email && user.Active,
                cancellationToken
            );
    }
}
