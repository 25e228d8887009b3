using System.Collections.Frozen;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Access;

/// <summary>From an Authorization value to the caller behind it. HTTP requests, event streams and sockets all ask here.</summary>
public sealed class Callers(
    Database database,
    SessionStore sessions,
    ApiTokenStore apiTokens,
    PersonAccounts accounts,
    RecentCallers recent,
    TimeProvider clock,
    OutsideIssuer? issuer = null
)
{
    private static readonly Tenant Everyone = Tenant.Everyone("A token tells the tenant.");

    /// <param name="authorization">"Bearer …"; null or empty: anonymous.</param>
    public async ValueTask<Recognition> RecognizeAsync(string? authorization, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(authorization))
            return Recognition.Anonymous;
        if (!BearerToken.TryRead(authorization, out var token))
            return Recognition.BadToken;
        return await FindAsync(token, cancellation) is { } caller
            ? Recognition.Of(caller, token)
            : Recognition.BadToken;
    }

    /// <summary>Null for a token that is not good, or no longer.</summary>
    public async ValueTask<Caller?> FindAsync(string token, CancellationToken cancellation)
    {
        if (recent.Find(token) is { } known)
            return known;
        var askedAt = clock.GetUtcNow();
        var caller = await ReadAsync(token, cancellation);
        if (caller is not null)
            recent.Keep(token, caller, askedAt);
        return caller;
    }

    private async Task<Caller?> ReadAsync(string token, CancellationToken cancellation)
    {
        if (token.StartsWith(SessionStore.AccessPrefix, StringComparison.Ordinal))
            return await OfSessionAsync(token, cancellation);
        if (token.StartsWith(ApiTokenStore.Prefix, StringComparison.Ordinal))
            return await OfApiTokenAsync(token, cancellation);
        return issuer is null ? null : await OfOutsideAsync(issuer, token, cancellation);
    }

    private async Task<Caller?> OfSessionAsync(string token, CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        if (await sessions.FindAsync(db, token, cancellation) is not { UserId: { } user } session)
            return null;
        if (await Memberships.InForceAsync(db, user, cancellation) is not { } membership)
            return null;
        if (session.ActingFor is not null || session.ActingUnder is not null)
            return await ActingCallers.FindAsync(db, session, membership, cancellation);
        return membership.AsCaller(CallerKind.Session, session.ExpiresAt) with
        {
            PasswordChangeRequired = session.PasswordChangeRequired,
            SessionFamily = session.FamilyId,
        };
    }

    // The creator's roles of this moment, never those of the day the token was made; and nothing without the creator.
    private async Task<Caller?> OfApiTokenAsync(string token, CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        if (await apiTokens.FindAsync(db, token, cancellation) is not { } found)
            return null;
        if (await Memberships.InForceAsync(db, found.CreatedBy, cancellation) is not { } creator)
            return null;
        return creator.AsCaller(CallerKind.ApiToken, found.ExpiresAt) with
        {
            Person = null,
            User = null,
            Name = found.Name,
            ApiToken = found.Id,
            Scopes = found.Scopes.ToFrozenSet(),
        };
    }

    // By issuer and subject alone: an e-mail claim is what its issuer says, not what we know.
    private async Task<Caller?> OfOutsideAsync(OutsideIssuer outside, string token, CancellationToken cancellation)
    {
        if (await outside.ValidateAsync(token, cancellation) is not { } proven)
            return null;
        await using var db = database.Open(Everyone);
        if (await accounts.FindByOutsideLoginAsync(db, proven.Issuer, proven.Subject, cancellation) is not { } person)
            return null;
        var membership = await Memberships.LatestAsync(db, person, cancellation);
        return membership?.AsCaller(CallerKind.Outside, proven.ValidUntil);
    }
}
