using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>R62 to R65, R70: the text that the inviter left, or the draft's own where nobody edited it.</summary>
public sealed class CustomerInvitationMailWriter(
    Database database,
    LinkKey key,
    LinkAddress address,
    TimeProvider clock
) : InvitationMailWriter(database, key, address, clock)
{
    public override string Kind => EventNames.CustomerInvited;

    protected override MailContent Content(
        Invitation invitation,
        IReadOnlyDictionary<OrganizationId, Organization> organizations,
        Uri link
    )
    {
        var provider = invitation.IndirectProviderId is { } id ? organizations[id].Name : null;
        var inviter = organizations[invitation.InviterId].Name;
        var draft = InvitationDraftText.Write(invitation.Language, inviter, provider, link, invitation.ExpiresAt);
        if (invitation is { Subject: { } subject, Body: { } body })
            draft = new InvitationDraftText(InvitationText.PutIn(subject, link), InvitationText.PutIn(body, link));
        return new CustomerInvitationMail(invitation.Language, draft, link);
    }
}
