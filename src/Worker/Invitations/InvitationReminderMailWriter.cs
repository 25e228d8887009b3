using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>Of no use any more where the invitation was answered meanwhile, like the invitation's own mail.</summary>
public sealed class InvitationReminderMailWriter(
    Database database,
    LinkKey key,
    LinkAddress address,
    TimeProvider clock
) : InvitationMailWriter(database, key, address, clock), IMailWriter
{
    public override string Kind => EventNames.InvitationReminded;

    /// <summary>The invitation itself has arrived: nobody is told of a reminder that has not.</summary>
    Task IMailWriter.FailedAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        DeliveryFailure failure,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    protected override MailContent Content(
        Invitation invitation,
        IReadOnlyDictionary<OrganizationId, Organization> organizations,
        Uri link
    ) =>
        new InvitationReminderMail(
            invitation.Language,
            organizations[invitation.InviterId].Name,
            invitation.IndirectProviderId is { } id ? organizations[id].Name : null,
            link,
            invitation.ExpiresAt
        );
}
