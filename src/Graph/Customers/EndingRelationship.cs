using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Customers;

/// <summary>A partner's relationship with a customer as one of the two names it, and all that ends with it.</summary>
internal sealed record EndingRelationship(
    OrganizationId Partner,
    OrganizationId Customer,
    IReadOnlyList<CustomerAccess> Ending
)
{
    /// <summary>Both sides' rows are written: each pair is checked against the caller's organization here.</summary>
    public static readonly Tenant BothSides = Tenant.Everyone(
        "A relationship is ended by either side, and a provider's goes with the reseller's through whom it was made."
    );

    /// <summary>A partner names the customer, a customer the partner. With a transaction what ends is held until it is over.</summary>
    public static async Task<Outcome<EndingRelationship>> FindAsync(
        PartnerGraphDb db,
        Caller caller,
        string? customerId,
        string? partnerId,
        CancellationToken cancellation
    )
    {
        var byCustomer = caller.OrganizationKind is OrganizationKind.Customer;
        var (path, named, kind) = byCustomer
            ? ("partnerId", partnerId, NodeKind.Partner)
            : ("customerId", customerId, NodeKind.Customer);
        if (named is null)
        {
            return new ValueRequired().At(path);
        }

        if (GlobalId.Read(kind, named) is not { } id)
        {
            return new NotFound().At(path);
        }

        var other = new OrganizationId(id);
        var (partner, customer) = byCustomer ? (other, caller.Organization) : (caller.Organization, other);
        if (
            !await db.CustomerAccess.AnyAsync(
                row => row.OrganizationId == partner && row.CustomerId == customer,
                cancellation
            )
        )
        {
            return new NotFound().At(path);
        }

        var active = await CustomerAccessHold.HoldActiveAsync(db, customer, cancellation);
        var ending = CustomerSharing.EndingWith(partner, customer, active);
        return ending.Count == 0 ? new NoRelationship().At(path) : new EndingRelationship(partner, customer, ending);
    }

    public IReadOnlyList<CustomerAccessRow> Rows =>
        [
            .. Ending.Select(access => new CustomerAccessRow(
                access.CustomerId,
                access.OrganizationId,
                access.Kind,
                access.ViaResellerId,
                access.Source,
                access.GrantedAt
            )),
        ];
}
