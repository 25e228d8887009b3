using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Subscriptions;

public enum SubscriptionStatus
{
    Active,
    Suspended,
    Cancelled,
}

/// <summary>
/// How many licenses of an offer a customer has, and how many of them its users hold (R71, R75). What a method here allows is done
/// by one conditional statement, so that it still holds when many ask at once.
/// </summary>
public sealed class CustomerSubscription
{
    public const int MaximumQuantity = 1_000_000;

    private CustomerSubscription() { }

    internal CustomerSubscription(Order order, OrderLine line)
    {
        Id = line.SubscriptionId;
        CustomerId = order.CustomerId;
        ResellerId = order.ResellerId;
        ResellerOfRecordMpnId = line.ResellerMpnId;
        OrderedById = order.SubmittedById;
        OfferId = line.OfferId;
        Quantity = line.Quantity;
        CreatedAt = order.CreatedAt;
    }

    public CustomerSubscriptionId Id { get; private set; }
    public OrganizationId CustomerId { get; private set; }

    /// <summary>The reseller of record (R77): it sees the subscription, and so do the providers whom the customer has through it.</summary>
    public OrganizationId ResellerId { get; private set; }
    public string ResellerOfRecordMpnId { get; private set; } = "";

    /// <summary>Who ordered it: the reseller of record or a provider.</summary>
    public OrganizationId OrderedById { get; private set; }
    public OfferId OfferId { get; private set; }
    public int Quantity { get; private set; }

    /// <summary>How many of the licenses are assigned; never more than the quantity.</summary>
    public int Assigned { get; private set; }
    public SubscriptionStatus Status { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Null when it is a quantity that can be ordered.</summary>
    public static Refusal? CheckQuantity(int quantity) =>
        quantity is >= 1 and <= MaximumQuantity ? null : new QuantityOutOfRange(1, MaximumQuantity);

    /// <summary>More or fewer licenses, never fewer than are assigned.</summary>
    public Outcome MayChangeQuantity(int quantity)
    {
        if (CheckQuantity(quantity) is { } refusal)
        {
            return refusal.At("quantity");
        }

        if (Status is not SubscriptionStatus.Active)
        {
            return new SubscriptionNotActive(Status);
        }

        return quantity < Assigned ? new QuantityBelowAssigned(Assigned).At("quantity") : Outcome.Done;
    }

    public Outcome MaySuspend() =>
        Status is SubscriptionStatus.Active ? Outcome.Done : new SubscriptionNotActive(Status);

    public Outcome MayReactivate() =>
        Status is SubscriptionStatus.Suspended ? Outcome.Done : new SubscriptionNotSuspended(Status);

    /// <summary>Whether it runs or rests; for good.</summary>
    public Outcome MayCancel() =>
        Status is SubscriptionStatus.Cancelled ? new SubscriptionCancelledAlready() : Outcome.Done;

    public Outcome MayAssignLicense()
    {
        if (Status is not SubscriptionStatus.Active)
        {
            return new SubscriptionNotActive(Status);
        }

        return Assigned >= Quantity ? new NoLicenseLeft(Quantity) : Outcome.Done;
    }
}
