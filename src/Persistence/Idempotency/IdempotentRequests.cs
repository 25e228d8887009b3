using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Idempotency;

/// <summary>
/// Requests that came with a key. The row is claimed before anything runs, in a transaction of its own; who finds it claimed learns what
/// became of it. A claim whose holder is gone lapses: the request then runs again if, and only if, none of its changes was committed.
/// </summary>
public sealed class IdempotentRequests(Database database, TimeProvider clock)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Longer than an execution may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const string Insert = """
        insert into idempotent_requests
            (organization_id, principal, key_hash, fingerprint, claim, claimed_until, answer_has_errors, expires_at)
        values ({0}, {1}, {2}, {3}, 1, {4}, {5}, {6})
        on conflict do nothing
        """;

    // Who meets somebody else at every step comes to an end all the same.
    private const int Attempts = 5;

    public async Task<KeyStanding> ClaimAsync(RequestKey key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(key.Organization));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(db, key, fingerprint, cancellationToken) is { } standing)
            {
                return standing;
            }
        }
        return new KeyStanding.UnderWay();
    }

    /// <summary>Keeps the answer until the key lapses; null: it is lost on everybody who asks again.</summary>
    public async Task AnswerAsync(
        RequestClaim claim,
        string? answer,
        bool hasErrors,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? committed = now;
        await using var db = database.Open(Tenant.Of(claim.Key.Organization));
        await claim
            .Row(db)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Answer, answer)
                        .SetProperty(row => row.AnswerHasErrors, hasErrors)
                        .SetProperty(row => row.ClaimedUntil, now)
                        .SetProperty(row => row.CommittedAt, row => row.CommittedAt ?? committed),
                cancellationToken
            );
    }

    /// <summary>Frees the key of a request that has changed nothing; false where it has.</summary>
    public async Task<bool> ReleaseAsync(RequestClaim claim, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(claim.Key.Organization));
        return await claim.Row(db).Where(row => row.CommittedAt == null).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>How many were forgotten.</summary>
    public static Task<int> DeleteLapsedAsync(
        PartnerGraphDb db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => db.IdempotentRequests.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Null where the row changed between two looks.</summary>
    private async Task<KeyStanding?> FindAsync(
        PartnerGraphDb db,
        RequestKey key,
        byte[] fingerprint,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (await InsertAsync(db, key, fingerprint, now, cancellationToken))
        {
            return new KeyStanding.Free(new RequestClaim(key, 1, clock));
        }
        var row = await db
            .IdempotentRequests.AsNoTracking()
            .SingleOrDefaultAsync(one => one.Principal == key.Principal && one.KeyHash == key.Hash, cancellationToken);
        if (row is null)
        {
            return null;
        }
        if (row.ExpiresAt <= now)
        {
            return await TakeOverAsync(db, key, row, fingerprint, now, cancellationToken);
        }
        if (!row.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            return new KeyStanding.OtherRequest();
        }
        if (row.Answer is { } answer)
        {
            return new KeyStanding.Answered(answer, row.AnswerHasErrors);
        }
        if (row.ClaimedUntil > now)
        {
            return new KeyStanding.UnderWay();
        }
        return row.CommittedAt is null
            ? await TakeOverAsync(db, key, row, fingerprint, now, cancellationToken)
            : new KeyStanding.AnswerLost();
    }

    private static async Task<bool> InsertAsync(
        PartnerGraphDb db,
        RequestKey key,
        byte[] fingerprint,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        object[] values =
        [
            key.Organization.Value,
            key.Principal,
            key.Hash,
            fingerprint,
            StoredTime.Of(db, now + Lease),
            false,
            StoredTime.Of(db, now + Kept),
        ];
        return await db.Database.ExecuteSqlRawAsync(Insert, values, cancellationToken) == 1;
    }

    /// <summary>From a holder who is gone, or after the key has lapsed. Null where somebody else was faster, or the holder has just committed.</summary>
    private async Task<KeyStanding?> TakeOverAsync(
        PartnerGraphDb db,
        RequestKey key,
        IdempotentRequest row,
        byte[] fingerprint,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (next, committed) = (row.Claim + 1, row.CommittedAt);
        var (leased, expires) = (now + Lease, now + Kept);
        var taken = await new RequestClaim(key, row.Claim, clock)
            .Row(db)
            .Where(one => one.CommittedAt == committed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.Claim, next)
                        .SetProperty(one => one.Fingerprint, fingerprint)
                        .SetProperty(one => one.ClaimedUntil, leased)
                        .SetProperty(one => one.CommittedAt, (DateTimeOffset?)null)
                        .SetProperty(one => one.Answer, (string?)null)
                        .SetProperty(one => one.AnswerHasErrors, false)
                        .SetProperty(one => one.ExpiresAt, expires),
                cancellationToken
            );
        return taken == 1 ? new KeyStanding.Free(new RequestClaim(key, next, clock)) : null;
    }
}
