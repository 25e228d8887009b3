using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Invitations;

/// <summary>Invitations whose link was made since a moment, sent again or for the first time.</summary>
public sealed record InvitationCounts(int ByInviter, int ToRecipient, int ByOrganization)
{
    /// <summary>Within the caller's transaction.</summary>
    public static async Task<InvitationCounts> SinceAsync(
        PartnerGraphDb db,
        DateTimeOffset since,
        UserId inviter,
        OrganizationId organization,
        EmailAddress recipient,
        CancellationToken cancellationToken
    )
    {
        // Of everybody: a recipient's quota counts the invitations of all. Nothing but numbers leaves this.
        await using var system = await SystemPart.BeginAsync(db, cancellationToken);
        var recent = db.Invitations.IgnoreQueryFilters([TenantFilters.Name]).Where(row => row.LinkIssuedAt > since);
        return new InvitationCounts(
            await recent.CountAsync(
                row => row.InviterId == organization && row.InvitedBy == inviter,
                cancellationToken
            ),
            await recent.CountAsync(row => row.RecipientEmail == recipient, cancellationToken),
            await recent.CountAsync(row => row.InviterId == organization, cancellationToken)
        );
    }
}
