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
        var taken = db.Database.CurrentTransaction is null
            ? null
            : (int?)await RowHold.TakeAsync(db, active, cancellationToken);
        var partnership = await active.SingleOrDefaultAsync(cancellationToken);
        if (partnership is not null && taken == 0)
        {
            // To go on would be to hold nothing.
            throw new InvalidOperationException(
                "A partnership is held by one of its partners, or in a context for everyone."
            );
        }
        return partnership;
    }
}
