using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Organizations;

public static class MpnHolder
{
    /// <summary>Which organization has this MPN ID; null: none. Needs a context for everyone, since it may be anybody's.</summary>
    public static Task<OrganizationId?> FindAsync(PartnerGraphDb db, string mpnId, CancellationToken cancellationToken)
    {
        var known = ComparableText.Of(mpnId);
        return db
            .Organizations.Where(organization => organization.MpnId == known)
            .Select(organization => (OrganizationId?)organization.Id)
            .SingleOrDefaultAsync(cancellationToken);
    }
}
