using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Customers;

/// <summary>A license of a subscription that a customer's user holds (R67, R75).</summary>
public sealed class License
{
    private License() { }

    public License(
        LicenseId id,
        OrganizationId customer,
        UserId customerUser,
        CustomerSubscriptionId subscriptionId,
        string offerName,
        DateTimeOffset assignedAt
    )
    {
        Id = id;
        CustomerId = customer;
        CustomerUserId = customerUser;
        SubscriptionId = subscriptionId;
        OfferName = offerName;
        AssignedAt = assignedAt;
    }

    public LicenseId Id { get; private set; }

    /// <summary>The tenant the row belongs to.</summary>
    public OrganizationId CustomerId { get; private set; }
    public UserId CustomerUserId { get; private set; }
    public CustomerSubscriptionId SubscriptionId { get; private set; }
    public string OfferName { get; private set; } = "";
    public DateTimeOffset AssignedAt { get; private set; }
}
