using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Administration;

namespace PartnerGraph.Persistence.Customers;

/// <summary>What binds an organization to customers, as the rules of the program read it (R51, R56, R69).</summary>
public static class CustomerTiesQueries
{
    public static async Task<IReadOnlyDictionary<OrganizationId, CustomerTies>> OfAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        IReadOnlyCollection<OrganizationId> customers,
        CancellationToken cancellationToken
    )
    {
        var accesses = await db
            .CustomerAccess.AsNoTracking()
            .Where(access => access.EndedAt == null && customers.Contains(access.CustomerId))
            .ToListAsync(cancellationToken);
        var partnerships = await db
            .Partnerships.AsNoTracking()
            .Where(partnership =>
                partnership.Status == PartnershipStatus.Active
                && (partnership.ProviderId == viewer || partnership.ResellerId == viewer)
            )
            .ToListAsync(cancellationToken);
        var grants = await AdministrationQueries.EverInForceAsync(db, viewer, customers, cancellationToken);
        var now = db.Now;
        return customers.ToDictionary(
            customer => customer,
            customer => CustomerSharing.Ties(viewer, customer, accesses, partnerships, grants, now)
        );
    }
}
