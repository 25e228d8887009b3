using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Subscriptions;

/// <summary>Read by the customer, the reseller of record, and the provider where it was the one who ordered.</summary>
public sealed record OrderSubmitted(
    OrderId OrderId,
    OrganizationId CustomerId,
    OrganizationId ResellerId,
    OrganizationId SubmittedById,
    int Lines,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.OrderSubmitted, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns =>
        [.. new[] { SubmittedById, ResellerId, CustomerId }.Distinct()];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.OrderId, OrderId.Value)
            .Add(FactNames.CustomerId, CustomerId.Value)
            .Add(FactNames.ResellerId, ResellerId.Value)
            .Add(FactNames.OrganizationId, SubmittedById.Value)
            .Add(FactNames.Lines, Lines)
            .Done();
}

/// <summary>Which subscription it happened to, and who is told: all who see it at that moment.</summary>
public sealed record SubscriptionConcern(
    CustomerSubscriptionId SubscriptionId,
    OrganizationId CustomerId,
    IReadOnlyList<OrganizationId> SeenBy,
    DateTimeOffset At
);

/// <summary>What the events of one subscription have in common.</summary>
public abstract record SubscriptionEvent(string Name, SubscriptionConcern Concern) : DomainEvent(Name, 1, Concern.At)
{
    public override IReadOnlyList<OrganizationId> Concerns => Concern.SeenBy;

    public override IReadOnlyDictionary<string, string> Facts => Common().Done();

    private protected FactSheet Common() =>
        new FactSheet()
            .Add(FactNames.SubscriptionId, Concern.SubscriptionId.Value)
            .Add(FactNames.CustomerId, Concern.CustomerId.Value);
}

/// <summary>R71.</summary>
public sealed record SubscriptionQuantityChanged(SubscriptionConcern Concern, int From, int To)
    : SubscriptionEvent(EventNames.SubscriptionQuantityChanged, Concern)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.From, From).Add(FactNames.To, To).Done();
}

/// <summary>R75.</summary>
public sealed record SubscriptionSuspended(SubscriptionConcern Concern)
    : SubscriptionEvent(EventNames.SubscriptionSuspended, Concern);

/// <summary>R75.</summary>
public sealed record SubscriptionReactivated(SubscriptionConcern Concern)
    : SubscriptionEvent(EventNames.SubscriptionReactivated, Concern);

/// <summary>R75: it is over, and so many licenses that people held with it.</summary>
public sealed record SubscriptionCancelled(SubscriptionConcern Concern, int Released)
    : SubscriptionEvent(EventNames.SubscriptionCancelled, Concern)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Released, Released).Done();
}

/// <summary>R75: a user of the customer holds one of the subscription's licenses.</summary>
public sealed record LicenseAssigned(SubscriptionConcern Concern, UserId CustomerUserId)
    : SubscriptionEvent(EventNames.LicenseAssigned, Concern)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.UserId, CustomerUserId.Value).Done();
}

/// <summary>R75: and gave it back.</summary>
public sealed record LicenseUnassigned(SubscriptionConcern Concern, UserId CustomerUserId)
    : SubscriptionEvent(EventNames.LicenseUnassigned, Concern)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.UserId, CustomerUserId.Value).Done();
}
