using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Organizations;

public static class MpnHolder
{
    /// <summary>Which organization has this MPN ID; null: none. Needs a context for everyone, since it may be anybody's.</summary>
    public static Task<OrganizationId?> FindAsync(
        PartnerGraphDb db,
        string mpnId,
        CancellationToken cancellationToken
    ) =>
        db
            .Organizations.Where(organization => organization.MpnId == mpnId)
            .Select(organization => (OrganizationId?)organization.Id)
            .SingleOrDefaultAsync(cancellationToken);
}
