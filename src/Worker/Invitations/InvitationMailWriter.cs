using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>What the mails of all invitations have in common: they are for the present link of an open invitation, and sending marks it.</summary>
public abstract class InvitationMailWriter(Database database, LinkKey key, LinkAddress address, TimeProvider clock)
    : IMailWriter
{
    private const int Attempts = 5;

    public abstract string Kind { get; }

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await using var db = database.Open(Tenant.Of(message.OrganizationId));
        var invitation = await FindAsync(db.Set<Invitation>().AsNoTracking(), message, cancellationToken);
        if (invitation is null || InvitationStates.IsFinal(invitation.Status))
            return new MailDraft.Obsolete("The invitation was answered or revoked before the mail went out.");
        if (invitation.Generation != MailFacts.Of(message).Generation)
            return new MailDraft.Obsolete("A newer link has taken this one's place.");
        if (invitation.StatusAt(clock.GetUtcNow()) is InvitationStatus.Expired)
            return new MailDraft.TooLate();

        var organizations = await OrganizationsAsync(db, invitation, cancellationToken);
        if (invitation.IndirectProviderId is { } provider && !organizations.ContainsKey(provider))
            return new MailDraft.Obsolete("The partnership with the indirect provider has ended.");
        var content = Content(invitation, organizations, invitation.Link(key, address));
        return new MailDraft.Written(content, RecipientName: "", invitation.ExpiresAt);
    }

    /// <summary>R81: Queued becomes Sent. Somebody may be answering at this very moment; then it is read again.</summary>
    public async Task SentAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open(Tenant.Of(message.OrganizationId));
            var invitation = await FindAsync(db.Set<Invitation>(), message, cancellationToken);
            invitation?.MarkSent(MailFacts.Of(message).Generation, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // The other change stands; ours is decided anew on top of it.
            }
        }
    }

    /// <summary>R83: the inviter is told, by an event and a mail.</summary>
    public async Task FailedAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        DeliveryFailure failure,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await FindAsync(db.Set<Invitation>(), message, cancellationToken) is not { } invitation)
            return;
        // The mail about it goes to the address that the inviter has now.
        await db.Users.Where(user => user.Id == invitation.InvitedBy).LoadAsync(cancellationToken);
        invitation.NoteDeliveryFailed(MailFacts.Of(message).Generation, failure, clock.GetUtcNow());
    }

    /// <param name="organizations">The inviter, and the indirect provider of a joint invitation.</param>
    protected abstract MailContent Content(
        Invitation invitation,
        IReadOnlyDictionary<OrganizationId, Organization> organizations,
        Uri link
    );

    internal static Task<Invitation?> FindAsync(
        IQueryable<Invitation> invitations,
        OutboxMessage message,
        CancellationToken cancellationToken
    )
    {
        var id = new InvitationId(message.SubjectId);
        return invitations.SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
    }

    internal static async Task<IReadOnlyDictionary<OrganizationId, Organization>> OrganizationsAsync(
        PartnerGraphDb db,
        Invitation invitation,
        CancellationToken cancellationToken
    )
    {
        OrganizationId[] ids = invitation.IndirectProviderId is { } provider
            ? [invitation.InviterId, provider]
            : [invitation.InviterId];
        return await db
            .Organizations.AsNoTracking()
            .Where(organization => ids.Contains(organization.Id))
            .ToDictionaryAsync(organization => organization.Id, cancellationToken);
    }
}
