using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.ApiTokens;

/// <summary>An integrator's token: shown once, kept as SHA-256, never worth more than its creator's roles.</summary>
public sealed class ApiToken
{
    public ApiTokenId Id { get; init; }

    public OrganizationId OrganizationId { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<ApiScope> Scopes { get; init; }

    public required byte[] SecretHash { get; init; }

    public UserId CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
