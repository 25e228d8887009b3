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
