using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Leads;

/// <summary>Read by who entered the lead, the provider, and the reseller that it is assigned to at that moment.</summary>
/// <param name="From">NEW also for the beginning.</param>
public sealed record LeadChanged(
    LeadId LeadId,
    OrganizationId EnteredById,
    OrganizationId ProviderId,
    OrganizationId? ResellerId,
    LeadStatus From,
    LeadStatus To,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.LeadChanged, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns =>
        [.. new[] { EnteredById, ProviderId, ResellerId ?? ProviderId }.Distinct()];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.LeadId, LeadId.Value)
            .Add(FactNames.ProviderId, ProviderId.Value)
            .Add(FactNames.ResellerId, ResellerId?.Value)
            .Add(FactNames.From, From)
            .Add(FactNames.To, To)
            .Done();
}
