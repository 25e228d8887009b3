using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Organizations;

namespace PartnerGraph.Graph.Invitations;

/// <summary>How many invitations a day may bring forth: for an inviter, an organization, and a recipient of whomever.</summary>
public sealed class InvitationLimits(InvitationQuota quota, TimeProvider clock)
{
    /// <summary>
    /// Holds the organization until the transaction of <paramref name="db"/> ends, so that invitations of one moment are counted one after the
    /// other. Several organizations that mail one recipient at the same moment may pass that recipient's quota by their number.
    /// </summary>
    public async Task<Outcome> CheckAsync(
        PartnerGraphDb db,
        UserId inviter,
        OrganizationId organization,
        EmailAddress recipient,
        CancellationToken cancellation
    )
    {
        await OrganizationHold.TakeAsync(db, organization, cancellation);
        var since = clock.GetUtcNow() - TimeSpan.FromDays(1);
        var counts = await InvitationCounts.SinceAsync(db, since, inviter, organization, recipient, cancellation);
        return quota.Check(counts.ByInviter, counts.ToRecipient, counts.ByOrganization);
    }
}
