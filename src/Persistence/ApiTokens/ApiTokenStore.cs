using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Persistence.ApiTokens;

/// <summary>Who holds a valid API token, for whom it works and what for.</summary>
public sealed record SignedInApiToken(
    ApiTokenId Id,
    OrganizationId OrganizationId,
    UserId CreatedBy,
    string Name,
    IReadOnlyList<ApiScope> Scopes,
    DateTimeOffset? ExpiresAt
);

/// <summary>Makes and finds API tokens.</summary>
public sealed class ApiTokenStore(TimeProvider clock)
{
    public const string Prefix = "pgt_";

    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>Adds the token to the context; the secret is shown this once.</summary>
    public (ApiToken Token, SecretToken Secret) Create(
        PartnerGraphDb db,
        OrganizationId organization,
        UserId createdBy,
        string name,
        IReadOnlyList<ApiScope> scopes,
        DateTimeOffset? expiresAt
    )
    {
        var now = clock.GetUtcNow();
        var secret = SecretToken.New(Prefix);
        var token = new ApiToken
        {
            Id = new ApiTokenId(Guid.CreateVersion7(now)),
            OrganizationId = organization,
            Name = name,
            Scopes = [.. scopes.Distinct().Order()],
            SecretHash = secret.Hash,
            CreatedBy = createdBy,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        db.ApiTokens.Add(token);
        return (token, secret);
    }

    /// <summary>Every token that the person made, in whatever organization; the answer is which they are.</summary>
    public async Task<IReadOnlyList<ApiTokenId>> RevokeAllOfPersonAsync(
        PartnerGraphDb db,
        PersonId person,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var made = db.ApiTokens.Where(token =>
            token.RevokedAt == null && db.Users.Any(user => user.Id == token.CreatedBy && user.PersonId == person)
        );
        var ids = await made.Select(token => token.Id).ToListAsync(cancellationToken);
        await made.ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), cancellationToken);
        return ids;
    }

    /// <summary>Null for an unknown, lapsed or revoked token: all alike. Needs a context for everyone, since the token tells the tenant.</summary>
    public async Task<SignedInApiToken?> FindAsync(
        PartnerGraphDb db,
        string secret,
        CancellationToken cancellationToken
    )
    {
        var hash = SecretToken.HashOf(secret);
        var now = clock.GetUtcNow();
        var token = await db
            .ApiTokens.AsNoTracking()
            .SingleOrDefaultAsync(
                row =>
                    row.SecretHash == hash && row.RevokedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now),
                cancellationToken
            );
        if (token is null)
        {
            return null;
        }
        if (token.LastUsedAt is null || now - token.LastUsedAt > UsePrecision)
        {
            await db
                .ApiTokens.Where(row => row.Id == token.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
        }
        return new SignedInApiToken(
            token.Id,
            token.OrganizationId,
            token.CreatedBy,
            token.Name,
            token.Scopes,
            token.ExpiresAt
        );
    }
}
