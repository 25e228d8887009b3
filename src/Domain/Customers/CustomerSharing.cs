using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;

namespace PartnerGraph.Domain.Customers;

/// <summary>Who shares which customer (R55), and what that lets an organization do (R51, R56, R69).</summary>
public static class CustomerSharing
{
    /// <summary>
    /// R55: shared are the customers with an active relationship with the reseller and one with the provider that was made
    /// through this reseller, while their partnership is active.
    /// </summary>
    public static bool IsShared(OrganizationId customer, Partnership partnership, IEnumerable<CustomerAccess> accesses)
    {
        if (!partnership.IsActive)
        {
            return false;
        }

        var ofCustomer = accesses.Where(access => access.IsActive && access.CustomerId == customer).ToList();
        return ofCustomer.Any(access => IsReseller(access, partnership.ResellerId))
            && ofCustomer.Any(access => IsProviderThrough(access, partnership.ProviderId, partnership.ResellerId));
    }

    /// <summary>
    /// What ends when the partner's relationship with the customer ends: its own rows, and those of providers that were made through it. A
    /// provider orders under the MPN ID of that reseller (R77), so its relationship does not outlive the reseller's.
    /// </summary>
    public static IReadOnlyList<CustomerAccess> EndingWith(
        OrganizationId partner,
        OrganizationId customer,
        IEnumerable<CustomerAccess> accesses
    )
    {
        var ofCustomer = accesses.Where(access => access.IsActive && access.CustomerId == customer).ToList();
        return ofCustomer.Exists(access => access.OrganizationId == partner)
            ? [.. ofCustomer.Where(access => access.OrganizationId == partner || access.ViaResellerId == partner)]
            : [];
    }

    /// <summary>What binds the organization to the customer.</summary>
    /// <param name="accesses">At least all active rows of this customer that concern the organization or its partners.</param>
    /// <param name="partnerships">At least all active partnerships of the organization.</param>
    public static CustomerTies Ties(
        OrganizationId organization,
        OrganizationId customer,
        IReadOnlyCollection<CustomerAccess> accesses,
        IReadOnlyCollection<Partnership> partnerships
    )
    {
        var own = accesses
            .Where(access => access.IsActive && access.CustomerId == customer && access.OrganizationId == organization)
            .ToList();
        var asProvider = own.Where(access => access.Kind is RelationshipKind.Provider).ToList();
        return new CustomerTies(
            AsReseller: own.Exists(access => access.Kind is RelationshipKind.Reseller),
            AsProvider: asProvider.Count > 0,
            OrderingGranted: asProvider.Exists(access =>
                partnerships.Any(partnership =>
                    partnership is { IsActive: true, OrderingGranted: true }
                    && partnership.ProviderId == organization
                    && partnership.ResellerId == access.ViaResellerId
                )
            ),
            SharedByPartner: partnerships.Any(partnership =>
                partnership.Concerns(organization) && IsShared(customer, partnership, accesses)
            )
        );
    }

    /// <summary>
    /// The same with the customer's grants (R72). What an import brought, the customer never consented to: it carries no administration
    /// until that is granted.
    /// </summary>
    /// <param name="grants">All grants of the customer to the organization that have been in force.</param>
    public static CustomerTies Ties(
        OrganizationId organization,
        OrganizationId customer,
        IReadOnlyCollection<CustomerAccess> accesses,
        IReadOnlyCollection<Partnership> partnerships,
        IEnumerable<AdministrationGrant> grants,
        DateTimeOffset now
    )
    {
        var own = grants
            .Where(grant =>
                grant.PartnerId == organization && grant.CustomerId == customer && grant.StartedAt is not null
            )
            .ToList();
        var imported = accesses.Any(access =>
            access.IsActive
            && access.CustomerId == customer
            && access.OrganizationId == organization
            && access.Source is CustomerSource.Imported
        );
        var administration = Delegated(own.Where(grant => grant.Administration), now);
        return Ties(organization, customer, accesses, partnerships) with
        {
            Ordering = Delegated(own.Where(grant => grant.Ordering), now),
            Administration =
                administration is Delegation.WithRelationship && imported ? Delegation.Missing : administration,
        };
    }

    private static Delegation Delegated(IEnumerable<AdministrationGrant> grants, DateTimeOffset now)
    {
        var all = grants.ToList();
        if (all.Count == 0)
        {
            return Delegation.WithRelationship;
        }

        return all.Exists(grant => grant.IsActiveAt(now)) ? Delegation.Granted : Delegation.Missing;
    }

    private static bool IsReseller(CustomerAccess access, OrganizationId reseller) =>
        access.Kind is RelationshipKind.Reseller && access.OrganizationId == reseller;

    private static bool IsProviderThrough(CustomerAccess access, OrganizationId provider, OrganizationId reseller) =>
        access.Kind is RelationshipKind.Provider
        && access.OrganizationId == provider
        && access.ViaResellerId == reseller;
}
