using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Sessions;

/// <summary>
/// One pair of access and refresh token, both kept as SHA-256 alone. Refreshing makes the next pair of the same family; a refresh
/// token that comes back a second time ends the family, since one of the two who hold it is a thief.
/// </summary>
public sealed class Session
{
    public SessionId Id { get; init; }

    /// <summary>The id of the session that began with the sign-in.</summary>
    public SessionId FamilyId { get; init; }

    public PersonId PersonId { get; init; }

    /// <summary>The membership that the person works in; null while there is none.</summary>
    public UserId? UserId { get; init; }

    public OrganizationId? OrganizationId { get; init; }

    /// <summary>A provider's administrator who acts in a reseller's account (R52).</summary>
    public PartnershipId? ActingFor { get; init; }

    /// <summary>A partner's agent who acts in a customer's account (R72).</summary>
    public AdministrationGrantId? ActingUnder { get; init; }

    public required byte[] AccessHash { get; init; }

    public required byte[] RefreshHash { get; init; }

    /// <summary>The account's security stamp at sign-in: a changed password makes it differ, and the session ends.</summary>
    public required string SecurityStamp { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset AccessExpiresAt { get; init; }

    public DateTimeOffset RefreshExpiresAt { get; init; }

    public DateTimeOffset? RotatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }
}
