using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>What the operator's review has to go by (R25).</summary>
/// <param name="ContactDomain">Of the verified address; null while none is verified.</param>
/// <param name="RegistryDomain">As the membership registry has it; null where it names none.</param>
public sealed record ReviewFacts(bool HasEstablishedProfile, string? ContactDomain, string? RegistryDomain)
{
    /// <summary>True where the verified address belongs to the domain that the registry row names.</summary>
    public bool DomainMatchesRegistry => ContactDomain is not null && ContactDomain == RegistryDomain;

    /// <param name="verified">The present contact's address once it is proven; null before.</param>
    public static ReviewFacts Of(MembershipProfile? profile, bool alreadyInProgram, EmailAddress? verified)
    {
        _ = DomainName.TryNormalize(profile?.Domain?.Trim(), out var registryDomain);
        return new ReviewFacts(alreadyInProgram || profile is { Active: true }, verified?.Domain, registryDomain);
    }
}
