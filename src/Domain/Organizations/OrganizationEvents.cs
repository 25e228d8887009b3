using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Organizations;

/// <summary>The parts of a partner's profile.</summary>
public enum ProfilePart
{
    LegalProfile,
    SupportContact,
    BusinessProfile,
}

/// <summary>A partner changed what the program or its customers know of it; by whom stays on record.</summary>
public sealed record OrganizationProfileChanged(
    OrganizationId OrganizationId,
    UserId By,
    ProfilePart Part,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.OrganizationProfileChanged, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.OrganizationId, OrganizationId.Value)
            .Add(FactNames.UserId, By.Value)
            .Add(FactNames.Part, Part)
            .Done();
}
