using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>The short while between signing in to the membership and choosing a profile (R13 to R16).</summary>
public sealed class MembershipSessions(TimeProvider clock)
{
    public const string Prefix = "pgm_";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Adds the session to the context; its text is shown this once.</summary>
    public SecretToken Start(PartnerGraphDb db, OrganizationId organization, EnrollmentId enrollment, string userName)
    {
        var secret = SecretToken.New(Prefix);
        db.MembershipSessions.Add(
            new MembershipSession
            {
                SecretHash = secret.Hash,
                OrganizationId = organization,
                EnrollmentId = enrollment,
                UserName = MembershipNames.Normal(userName),
                ExpiresAt = clock.GetUtcNow() + Lifetime,
            }
        );
        return secret;
    }

    /// <summary>Whose membership it was; null for an unknown, lapsed or used secret, and for one of another enrollment.</summary>
    public async Task<string?> FindAsync(
        PartnerGraphDb db,
        string secret,
        EnrollmentId enrollment,
        CancellationToken cancellationToken
    ) =>
        await Usable(db, secret, enrollment)
            .Select(session => session.UserName)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Uses the session up: true for one caller, once a profile was linked.</summary>
    public async Task<bool> UseAsync(
        PartnerGraphDb db,
        string secret,
        EnrollmentId enrollment,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return await Usable(db, secret, enrollment)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.UsedAt, now), cancellationToken) == 1;
    }

    private IQueryable<MembershipSession> Usable(PartnerGraphDb db, string secret, EnrollmentId enrollment)
    {
        var hash = SecretToken.HashOf(secret);
        var now = clock.GetUtcNow();
        return db.MembershipSessions.Where(session =>
            session.SecretHash == hash
            && session.EnrollmentId == enrollment
            && session.UsedAt == null
            && session.ExpiresAt > now
        );
    }
}

internal static class MembershipNames
{
    public static string Normal(string userName) => ComparableText.Of(userName.Trim().ToLowerInvariant());
}
