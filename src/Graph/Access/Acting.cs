using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Graph.Access;

/// <summary>
/// Who acts in another organization's account: a user of the own organization, whom everything that is done names beside the subject,
/// which is the caller's organization meanwhile.
/// </summary>
/// <param name="User">The user of the own organization.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Organization">The own organization.</param>
public sealed record Acting(UserId User, string UserName, OrganizationId Organization)
{
    /// <summary>The partnership that gives it to a provider's global admin (R52).</summary>
    public PartnershipId? Partnership { get; init; }

    /// <summary>The customer's grant that gives it to a partner's admin agent (R72).</summary>
    public AdministrationGrantId? Grant { get; init; }
}
