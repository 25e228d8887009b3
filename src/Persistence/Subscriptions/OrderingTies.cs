using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Administration;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>What binds an organization to one customer, and under whose MPN ID it may order for it (R51, R56, R77).</summary>
public sealed class OrderingTies
{
    private readonly OrganizationId viewer;
    private readonly OrganizationId customer;
    private readonly List<CustomerAccess> accesses;
    private readonly List<Partnership> partnerships;
    private readonly List<AdministrationGrant> grants;
    private readonly DateTimeOffset now;

    private OrderingTies(
        OrganizationId viewer,
        OrganizationId customer,
        List<CustomerAccess> accesses,
        List<Partnership> partnerships,
        List<AdministrationGrant> grants,
        DateTimeOffset now
    )
    {
        (this.grants, this.now) = (grants, now);
        (this.viewer, this.customer) = (viewer, customer);
        this.accesses = [.. accesses.Where(access => access.IsActive)];
        this.partnerships = partnerships;
    }

    public CustomerTies All => CustomerSharing.Ties(viewer, customer, accesses, partnerships, grants, now);

    /// <summary>Null for a customer that never was the organization's: it is answered like an unknown one.</summary>
    public static async Task<OrderingTies?> FindAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        OrganizationId customer,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .CustomerAccess.AsNoTracking()
            .Where(access => access.CustomerId == customer)
            .ToListAsync(cancellationToken);
        if (viewer == customer || !rows.Exists(access => access.OrganizationId == viewer))
        {
            return null;
        }
        var active = await db
            .Partnerships.AsNoTracking()
            .Where(partnership =>
                partnership.Status == PartnershipStatus.Active
                && (partnership.ProviderId == viewer || partnership.ResellerId == viewer)
            )
            .ToListAsync(cancellationToken);
        var granted = await AdministrationQueries.EverInForceAsync(db, viewer, [customer], cancellationToken);
        return new OrderingTies(viewer, customer, rows, active, granted, db.Now);
    }

    /// <summary>As far as one reseller of record goes: the grant of another one does not count.</summary>
    public CustomerTies Through(OrganizationId reseller) =>
        CustomerSharing.Ties(
            viewer,
            customer,
            [.. accesses.Where(access => access.OrganizationId == reseller || access.ViaResellerId == reseller)],
            partnerships,
            grants,
            now
        );

    /// <summary>R77: the reseller itself, or the resellers through whom a provider may order.</summary>
    public async Task<IReadOnlyList<ResellerOfRecord>> ResellersOfRecordAsync(
        PartnerGraphDb db,
        CancellationToken cancellationToken
    )
    {
        var resellers = accesses
            .Where(access => access.OrganizationId == viewer)
            .Select(access => access.ViaResellerId ?? viewer)
            .Where(reseller => Through(reseller).Permit(CustomerAction.SubmitOrder).Allowed)
            .Distinct()
            .ToList();
        return await db
            .Organizations.Where(row => resellers.Contains(row.Id) && row.MpnId != null)
            .Select(row => new ResellerOfRecord(row.Id, row.MpnId!))
            .ToListAsync(cancellationToken);
    }
}
