using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Partnerships;

/// <summary>What the events of one partnership have in common: both sides read them.</summary>
public abstract record PartnershipEvent(
    string Name,
    PartnershipId PartnershipId,
    OrganizationId ProviderId,
    OrganizationId ResellerId,
    DateTimeOffset OccurredAt
) : DomainEvent(Name, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [ProviderId, ResellerId];

    public override IReadOnlyDictionary<string, string> Facts => Common().Done();

    private protected FactSheet Common() =>
        new FactSheet()
            .Add(FactNames.PartnershipId, PartnershipId.Value)
            .Add(FactNames.ProviderId, ProviderId.Value)
            .Add(FactNames.ResellerId, ResellerId.Value);
}

public sealed record PartnershipEstablished(
    PartnershipId PartnershipId,
    OrganizationId ProviderId,
    OrganizationId ResellerId,
    DateTimeOffset OccurredAt
) : PartnershipEvent(EventNames.PartnershipEstablished, PartnershipId, ProviderId, ResellerId, OccurredAt);

/// <summary>R52: a user of the provider has begun to act in the reseller's account.</summary>
public sealed record PartnershipActingBegan(
    PartnershipId PartnershipId,
    OrganizationId ProviderId,
    OrganizationId ResellerId,
    UserId UserId,
    DateTimeOffset OccurredAt
) : PartnershipEvent(EventNames.PartnershipActingBegan, PartnershipId, ProviderId, ResellerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.UserId, UserId.Value).Done();
}

public sealed record PartnershipAdministrationRemoved(
    PartnershipId PartnershipId,
    OrganizationId ProviderId,
    OrganizationId ResellerId,
    DateTimeOffset OccurredAt
) : PartnershipEvent(EventNames.PartnershipAdministrationRemoved, PartnershipId, ProviderId, ResellerId, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}

public sealed record PartnershipEnded(
    PartnershipId PartnershipId,
    OrganizationId ProviderId,
    OrganizationId ResellerId,
    OrganizationId EndedBy,
    DateTimeOffset OccurredAt
) : PartnershipEvent(EventNames.PartnershipEnded, PartnershipId, ProviderId, ResellerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.EndedById, EndedBy.Value).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}
