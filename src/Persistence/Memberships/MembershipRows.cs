using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>A sign-in of the membership registry.</summary>
public sealed class MembershipAccount
{
    /// <summary>Lower case: the registry does not tell "Anna" from "anna".</summary>
    public required string UserName { get; init; }

    public required string PasswordHash { get; set; }
}

/// <summary>One MPN ID of the registry and the account that owns it.</summary>
public sealed class MembershipRow
{
    public required string MpnId { get; init; }

    public required string UserName { get; set; }

    public required string OrganizationName { get; set; }

    public required CountryCode Country { get; set; }

    public bool Active { get; set; }

    public string? Domain { get; set; }

    public IReadOnlyList<string> Incentives { get; set; } = [];

    public IReadOnlyList<string> Benefits { get; set; } = [];

    public IReadOnlyList<string> Competencies { get; set; } = [];

    public MembershipProfile ToProfile() =>
        new(MpnId, OrganizationName, Country, Active, Domain, Incentives, Benefits, Competencies);
}

/// <summary>Somebody signed in to the membership for one enrollment, and may now choose a profile; for a quarter of an hour, once.</summary>
public sealed class MembershipSession
{
    public required byte[] SecretHash { get; init; }

    public OrganizationId OrganizationId { get; init; }

    public EnrollmentId EnrollmentId { get; init; }

    public required string UserName { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }
}
