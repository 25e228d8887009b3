using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Subscriptions;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>What binds an organization to one customer, and under whose MPN ID it may order for it (R51, R56, R77).</summary>
public sealed class OrderingTies
{
    private readonly OrganizationId viewer;
    private readonly OrganizationId customer;
    private readonly List<CustomerAccess> accesses;
    private readonly List<Partnership> partnerships;

    private OrderingTies(
        OrganizationId viewer,
        OrganizationId customer,
        List<CustomerAccess> accesses,
        List<Partnership> partnerships
    )
    {
        (this.viewer, this.customer) = (viewer, customer);
        this.accesses = [.. accesses.Where(access => access.IsActive)];
        this.partnerships = partnerships;
    }

    public CustomerTies All => CustomerSharing.Ties(viewer, customer, accesses, partnerships);

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
        return new OrderingTies(viewer, customer, rows, active);
    }

    /// <summary>As far as one reseller of record goes: the grant of another one does not count.</summary>
    public CustomerTies Through(OrganizationId reseller) =>
        CustomerSharing.Ties(
            viewer,
            customer,
            [.. accesses.Where(access => access.OrganizationId == reseller || access.ViaResellerId == reseller)],
            partnerships
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
