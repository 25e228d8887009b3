using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Organizations;

public static class OrganizationHold
{
    /// <summary>Whoever else holds or changes this organization waits until the transaction ends; the row keeps its version, for it is not changed.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction, or it is another organization's: to go on would be to hold nothing.</exception>
    public static async Task TakeAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        CancellationToken cancellationToken
    )
    {
        if (await RowHold.TakeAsync(db, db.Organizations.Where(row => row.Id == organization), cancellationToken) == 0)
        {
            throw new InvalidOperationException("Another organization's row is held in a context for everyone alone.");
        }
    }
}
