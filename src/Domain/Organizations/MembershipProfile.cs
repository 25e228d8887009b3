namespace PartnerGraph.Domain.Organizations;

/// <summary>A row of the membership registry: one MPN ID and what belongs to it (R13 to R18).</summary>
public sealed record MembershipProfile(
    string MpnId,
    string OrganizationName,
    CountryCode Country,
    bool Active,
    string? Domain,
    IReadOnlyList<string> Incentives,
    IReadOnlyList<string> Benefits,
    IReadOnlyList<string> Competencies
);
