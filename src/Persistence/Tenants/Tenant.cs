using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>Whose rows a context shows and may write: one organization's, or everyone's for work of the system that says why.</summary>
public sealed record Tenant
{
    private Tenant(OrganizationId? organization, string? reason)
    {
        Organization = organization;
        Reason = reason;
    }

    /// <summary>Null for work on everyone's rows.</summary>
    public OrganizationId? Organization { get; }

    /// <summary>Why the system looks at everyone's rows; null for one organization.</summary>
    public string? Reason { get; }

    public bool IsEveryone => Organization is null;

    public static Tenant Of(OrganizationId organization) => new(organization, reason: null);

    /// <summary>For sign-in, the operator's lists and background work, where the tenant is not known yet or there are many.</summary>
    public static Tenant Everyone(string because)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return new Tenant(organization: null, because);
    }
}
