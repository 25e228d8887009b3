using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Customers;

/// <summary>A customer's relationships that must stay as they are until what stands on them is saved.</summary>
public static class CustomerAccessHold
{
    /// <summary>
    /// All active relationships of the customer. Whoever would end one of them waits until the transaction ends; where somebody is ending
    /// one at this moment, this waits for them and does not show it. Without a transaction they are looked at alone.
    /// </summary>
    public static async Task<List<CustomerAccess>> HoldActiveAsync(
        PartnerGraphDb db,
        OrganizationId customer,
        CancellationToken cancellationToken
    )
    {
        if (db.Database.CurrentTransaction is not null)
        {
            // The customer's own row stands for all of them: whoever makes or ends a relationship takes it first.
            var taken = await RowHold.TakeAsync(
                db,
                db.Organizations.Where(row => row.Id == customer),
                cancellationToken
            );
            if (taken == 0 && db.Tenant is { IsEveryone: false })
            {
                // To go on would be to hold nothing. Everyone may: a customer that is being made has no row yet.
                throw new InvalidOperationException(
                    "A partner cannot hold its customer's row: open the context for everyone."
                );
            }
        }

        return await db
            .CustomerAccess.Where(row => row.CustomerId == customer && row.EndedAt == null)
            .ToListAsync(cancellationToken);
    }
}
