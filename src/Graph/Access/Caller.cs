using System.Collections.Frozen;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Access;

/// <summary>What a caller proved to be: a person in a session of ours or of an outside issuer, or an integration with a token.</summary>
public enum CallerKind
{
    Session,
    Outside,
    ApiToken,
}

/// <summary>Who is asking, as of at most five seconds ago. The anonymous have none.</summary>
public sealed record Caller
{
    public required CallerKind Kind { get; init; }

    /// <summary>Null for an API token.</summary>
    public PersonId? Person { get; init; }

    /// <summary>The membership that the person works in; null for an API token, and while acting for another organization.</summary>
    public UserId? User { get; init; }

    /// <summary>A name for histories: the person's, or the token's; never an address.</summary>
    public required string Name { get; init; }

    public required OrganizationId Organization { get; init; }

    public required OrganizationKind OrganizationKind { get; init; }

    /// <summary>Whether the organization is in the program.</summary>
    public required bool Approved { get; init; }

    /// <summary>The user's roles, or what the creator of a token has.</summary>
    public required Roles Roles { get; init; }

    public required Language Language { get; init; }

    public bool PasswordChangeRequired { get; init; }

    /// <summary>The family of sessions that signing out ends; null without a session of ours.</summary>
    public SessionId? SessionFamily { get; init; }

    /// <summary>The token itself; null for a person.</summary>
    public ApiTokenId? ApiToken { get; init; }

    /// <summary>In whose name the caller acts for <see cref="Organization"/> (R52, R72); null: as a member of it.</summary>
    public Acting? Acting { get; init; }

    /// <summary>The partnership through which a provider's administrator acts in a reseller's account (R52).</summary>
    public PartnershipId? ActingFor => Acting?.Partnership;

    /// <summary>Who is behind what is done: of the own organization also while acting for another; null for an API token.</summary>
    public UserId? ActorUser => Acting?.User ?? User;

    /// <summary>The own organization of who is behind what is done, also while acting for another.</summary>
    public OrganizationId ActorOrganization => Acting?.Organization ?? Organization;

    /// <summary>The other organization in whose account it is done; null: in the own one.</summary>
    public OrganizationId? OnBehalfOf => Acting is null ? null : Organization;

    /// <summary>When what was proven lapses by itself; null: not at a time.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What a token may be used for; everything in a session.</summary>
    public FrozenSet<ApiScope> Scopes { get; init; } = FrozenSet.Create(ApiScope.Read, ApiScope.Write, ApiScope.Events);

    public Standing Standing =>
        new(Organization, OrganizationKind, Approved, Roles, PasswordChangeRequired)
        {
            ActsForAnother = Acting is not null,
        };

    public Actor Actor => new(Name, ActorUser);
}
