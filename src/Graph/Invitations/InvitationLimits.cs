using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

/// <summary>How many invitations a day may bring forth: for an inviter, an organization, and a recipient of whomever.</summary>
public sealed class InvitationLimits(Database database, InvitationQuota quota, TimeProvider clock)
{
    public async Task<Outcome> CheckAsync(
        UserId inviter,
        OrganizationId organization,
        EmailAddress recipient,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Everyone("A recipient's quota counts the invitations of all."));
        var since = clock.GetUtcNow() - TimeSpan.FromDays(1);
        var counts = await InvitationCounts.SinceAsync(db, since, inviter, organization, recipient, cancellation);
        return quota.Check(counts.ByInviter, counts.ToRecipient, counts.ByOrganization);
    }
}
