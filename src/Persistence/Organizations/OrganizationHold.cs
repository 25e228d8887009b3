using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Organizations;

public static class OrganizationHold
{
    /// <summary>Whoever else holds or changes this organization waits until the transaction ends; the row keeps its version, for it is not changed.</summary>
    public static async Task TakeAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        CancellationToken cancellationToken
    )
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An organization is held by a transaction.");
        }

        await db
            .Organizations.Where(row => row.Id == organization)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        row => EF.Property<int>(row, ModelConventions.Version),
                        row => EF.Property<int>(row, ModelConventions.Version)
                    ),
                cancellationToken
            );
    }
}
