using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>R46, R47.</summary>
public sealed class PartnershipInvitationMailWriter(
    Database database,
    LinkKey key,
    LinkAddress address,
    TimeProvider clock
) : InvitationMailWriter(database, key, address, clock)
{
    public override string Kind => EventNames.PartnershipInvited;

    protected override MailContent Content(
        Invitation invitation,
        IReadOnlyDictionary<OrganizationId, Organization> organizations,
        Uri link
    ) =>
        new PartnershipInvitationMail(
            invitation.Language,
            organizations[invitation.InviterId].Name,
            invitation.Message,
            link,
            invitation.ExpiresAt,
            invitation.ExpiresAt - invitation.LinkIssuedAt
        );
}
