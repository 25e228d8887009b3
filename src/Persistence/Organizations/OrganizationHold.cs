using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Organizations;

public static class OrganizationHold
{
    /// <summary>Whoever else holds or changes this organization waits until the transaction ends; the row keeps its version, for it is not changed.</summary>
    public static Task TakeAsync(PartnerGraphDb db, OrganizationId organization, CancellationToken cancellationToken) =>
        RowHold.TakeAsync(db, db.Organizations.Where(row => row.Id == organization), cancellationToken);
}
