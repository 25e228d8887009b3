using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>
/// The place that knows which MPN IDs belong to whom (R13 to R16). It is a port: the one that comes along keeps its rows in our own
/// database, filled by CSV; another would ask a service over the network.
/// </summary>
public interface IMembershipRegistry
{
    /// <summary>The profiles of a membership account; null where name or password are wrong, in the same time either way.</summary>
    Task<IReadOnlyList<MembershipProfile>?> SignInAsync(
        string userName,
        string password,
        CancellationToken cancellationToken
    );

    /// <summary>The profiles of an account that has signed in before.</summary>
    Task<IReadOnlyList<MembershipProfile>> ProfilesOfAsync(string userName, CancellationToken cancellationToken);

    /// <summary>How the profile of an MPN ID stands now; null where the registry has it no longer.</summary>
    Task<MembershipProfile?> FindAsync(string mpnId, CancellationToken cancellationToken);
}
