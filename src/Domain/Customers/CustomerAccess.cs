using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Customers;

public enum RelationshipKind
{
    Reseller,
    Provider,
}

/// <summary>Where a customer came from (R68).</summary>
public enum CustomerSource
{
    OwnMarketing,
    ProgramReferral,
    IndirectProvider,
    Imported,
}

/// <summary>
/// One relationship of an organization with a customer. These rows are the one table that says who sees which customer.
/// </summary>
public sealed class CustomerAccess : EventSource
{
    private CustomerAccess() { }

    public CustomerAccessId Id { get; private set; }

    /// <summary>Who has the relationship.</summary>
    public OrganizationId OrganizationId { get; private set; }

    /// <summary>The customer organization.</summary>
    public OrganizationId CustomerId { get; private set; }
    public RelationshipKind Kind { get; private set; }

    /// <summary>A provider's relationship names the reseller through whom it was made; a reseller's names nobody.</summary>
    public OrganizationId? ViaResellerId { get; private set; }
    public CustomerSource? Source { get; private set; }
    public DateTimeOffset GrantedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsActive => EndedAt is null;

    public static CustomerAccess ForReseller(
        CustomerAccessId id,
        OrganizationId reseller,
        OrganizationId customer,
        CustomerSource? source,
        DateTimeOffset now
    ) => Grant(id, reseller, customer, RelationshipKind.Reseller, null, source, now);

    public static CustomerAccess ForProvider(
        CustomerAccessId id,
        OrganizationId provider,
        OrganizationId customer,
        OrganizationId viaReseller,
        CustomerSource? source,
        DateTimeOffset now
    ) => Grant(id, provider, customer, RelationshipKind.Provider, viaReseller, source, now);

    /// <summary>Ending twice changes nothing.</summary>
    /// <param name="by">The partner, the customer, or the reseller with whom a provider's relationship goes.</param>
    public void End(OrganizationId by, DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            return;
        }

        EndedAt = now;
        Raise(new CustomerAccessEnded(OrganizationId, CustomerId, Kind, ViaResellerId, by, now));
    }

    private static CustomerAccess Grant(
        CustomerAccessId id,
        OrganizationId organization,
        OrganizationId customer,
        RelationshipKind kind,
        OrganizationId? viaReseller,
        CustomerSource? source,
        DateTimeOffset now
    )
    {
        var access = new CustomerAccess
        {
            Id = id,
            OrganizationId = organization,
            CustomerId = customer,
            Kind = kind,
            ViaResellerId = viaReseller,
            Source = source,
            GrantedAt = now,
        };
        access.Raise(new CustomerAccessGranted(organization, customer, kind, viaReseller, now));
        return access;
    }
}
