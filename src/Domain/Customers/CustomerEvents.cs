using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Customers;

/// <summary>Read by the partner and the customer; another partner of the same customer is none of their business.</summary>
public abstract record CustomerAccessEvent(
    string Name,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    RelationshipKind Kind,
    OrganizationId? ViaResellerId,
    DateTimeOffset OccurredAt
) : DomainEvent(Name, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [PartnerId, CustomerId];

    public override IReadOnlyDictionary<string, string> Facts => Common().Done();

    private protected FactSheet Common() =>
        new FactSheet()
            .Add(FactNames.OrganizationId, PartnerId.Value)
            .Add(FactNames.CustomerId, CustomerId.Value)
            .Add(FactNames.Kind, Kind)
            .Add(FactNames.ResellerId, ViaResellerId?.Value);
}

public sealed record CustomerAccessGranted(
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    RelationshipKind Kind,
    OrganizationId? ViaResellerId,
    DateTimeOffset OccurredAt
) : CustomerAccessEvent(EventNames.CustomerAccessGranted, PartnerId, CustomerId, Kind, ViaResellerId, OccurredAt);

public sealed record CustomerAccessEnded(
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    RelationshipKind Kind,
    OrganizationId? ViaResellerId,
    OrganizationId EndedBy,
    DateTimeOffset OccurredAt
) : CustomerAccessEvent(EventNames.CustomerAccessEnded, PartnerId, CustomerId, Kind, ViaResellerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.EndedById, EndedBy.Value).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}
