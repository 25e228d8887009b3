using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>What mails to an inviter have in common: whom they address, and that nobody is told where one does not arrive.</summary>
public abstract class InvitationNoticeMailWriter(Database database) : IMailWriter
{
    public abstract string Kind { get; }

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await using var db = database.Open(Tenant.Of(message.OrganizationId));
        var invitation = await InvitationMailWriter.FindAsync(
            db.Set<Invitation>().AsNoTracking(),
            message,
            cancellationToken
        );
        if (invitation is null || IsOvertaken(invitation, message))
            return new MailDraft.Obsolete("The invitation was answered or sent again before the mail went out.");
        var inviter = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(user => user.Id == invitation.InvitedBy, cancellationToken);
        if (inviter is not { Active: true })
            return new MailDraft.Obsolete("The user who invited is no longer active.");
        var organization = await db
            .Organizations.AsNoTracking()
            .SingleAsync(one => one.Id == invitation.InviterId, cancellationToken);
        var content = await ContentAsync(db, invitation, inviter, organization.Name, cancellationToken);
        return new MailDraft.Written(content, inviter.FullName, UsefulUntil: null);
    }

    /// <summary>True where the news is old.</summary>
    protected abstract bool IsOvertaken(Invitation invitation, OutboxMessage message);

    protected abstract Task<MailContent> ContentAsync(
        PartnerGraphDb db,
        Invitation invitation,
        User inviter,
        string organization,
        CancellationToken cancellationToken
    );
}

public sealed class InvitationFailedMailWriter(Database database) : InvitationNoticeMailWriter(database)
{
    public override string Kind => EventNames.InvitationDeliveryFailed;

    protected override bool IsOvertaken(Invitation invitation, OutboxMessage message) =>
        InvitationStates.IsFinal(invitation.Status) || invitation.Generation != MailFacts.Of(message).Generation;

    protected override async Task<MailContent> ContentAsync(
        PartnerGraphDb db,
        Invitation invitation,
        User inviter,
        string organization,
        CancellationToken cancellationToken
    )
    {
        var id = invitation.Id.Value;
        var reason = await db
            .Outbox.Where(row => row.SubjectType == MailSubject.Invitation && row.SubjectId == id)
            .OrderByDescending(row => row.Id)
            .Select(row => row.LastError)
            .FirstOrDefaultAsync(cancellationToken);
        return new InvitationFailedMail(
            inviter.Language,
            inviter.FullName,
            organization,
            invitation.RecipientEmail.Value,
            invitation.LinkIssuedAt,
            reason
        );
    }
}

public sealed class InvitationLapsedMailWriter(Database database) : InvitationNoticeMailWriter(database)
{
    public override string Kind => EventNames.InvitationExpired;

    // Sent again, it is queued once more.
    protected override bool IsOvertaken(Invitation invitation, OutboxMessage message) =>
        invitation.Status is not InvitationStatus.Expired;

    protected override Task<MailContent> ContentAsync(
        PartnerGraphDb db,
        Invitation invitation,
        User inviter,
        string organization,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<MailContent>(
            new InvitationLapsedMail(
                inviter.Language,
                inviter.FullName,
                organization,
                invitation.RecipientEmail.Value,
                invitation.LinkIssuedAt
            )
        );
}
