using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Partnerships;

/// <summary>A partnership that must go on until what stands on it is saved.</summary>
public static class PartnershipHold
{
    /// <summary>
    /// Whoever would end it waits until the transaction ends; where somebody is ending it at this moment, this waits for them. Null where
    /// there is no active one (any more). Without a transaction it is looked at alone.
    /// </summary>
    public static async Task<Partnership?> HoldActiveAsync(
        PartnerGraphDb db,
        OrganizationId provider,
        OrganizationId reseller,
        CancellationToken cancellationToken
    )
    {
        var active = db.Partnerships.Where(row =>
            row.ProviderId == provider && row.ResellerId == reseller && row.Status == PartnershipStatus.Active
        );
        if (db.Database.CurrentTransaction is not null)
        {
            await RowHold.TakeAsync(db, active, cancellationToken);
        }

        return await active.SingleOrDefaultAsync(cancellationToken);
    }
}
