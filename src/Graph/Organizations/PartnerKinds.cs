using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Graph.Organizations;

/// <summary>The kinds of organization that are partners.</summary>
public enum PartnerKind
{
    IndirectReseller,
    IndirectProvider,
}

public static class PartnerKinds
{
    public static PartnerKind Of(OrganizationKind kind) =>
        kind is OrganizationKind.IndirectProvider ? PartnerKind.IndirectProvider : PartnerKind.IndirectReseller;

    public static OrganizationKind Of(PartnerKind kind) =>
        kind switch
        {
            PartnerKind.IndirectReseller => OrganizationKind.IndirectReseller,
            PartnerKind.IndirectProvider => OrganizationKind.IndirectProvider,
        };
}
