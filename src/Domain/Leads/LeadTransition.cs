using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Leads;

/// <summary>One recorded step of a lead.</summary>
/// <param name="Number">Counts from 1 within the lead.</param>
/// <param name="From">Null for the beginning.</param>
/// <param name="ResellerId">The reseller that the lead was assigned to then: another one does not read of it.</param>
public sealed record LeadTransition(
    int Number,
    LeadStatus? From,
    LeadStatus To,
    DateTimeOffset At,
    string By,
    UserId? ByUserId,
    OrganizationId? ResellerId,
    string? Reason
);
