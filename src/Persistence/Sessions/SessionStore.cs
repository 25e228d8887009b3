using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Persistence.Sessions;

/// <summary>Starts, finds, refreshes and ends sessions. Every method works on the caller's context, whatever its tenant.</summary>
public sealed class SessionStore(TimeProvider clock, SessionLifetimes lifetimes)
{
    public const string AccessPrefix = "pga_";
    public const string RefreshPrefix = "pgr_";

    /// <summary>Adds the session to the context; it exists once the context is saved.</summary>
    public IssuedSession Start(
        PartnerGraphDb db,
        Account account,
        UserId? user,
        OrganizationId? organization,
        PartnershipId? actingFor = null
    )
    {
        var id = new SessionId(Guid.CreateVersion7(clock.GetUtcNow()));
        var until = clock.GetUtcNow() + lifetimes.Refresh;
        return Issue(db, id, id, account, user, organization, actingFor, actingUnder: null, until);
    }

    /// <summary>
    /// A session beside the own one, in which the person acts for another organization. It belongs to the same sign-in: signing out ends
    /// both, and it lasts no longer. Adds it to the context; it exists once the context is saved.
    /// </summary>
    /// <param name="family">The sign-in; null where an outside issuer's token stands for it.</param>
    /// <param name="until">The end of the sign-in.</param>
    public IssuedSession StartActing(
        PartnerGraphDb db,
        Account account,
        UserId user,
        OrganizationId organization,
        PartnershipId? actingFor,
        AdministrationGrantId? actingUnder,
        SessionId? family,
        DateTimeOffset until
    )
    {
        var id = new SessionId(Guid.CreateVersion7(clock.GetUtcNow()));
        return Issue(db, id, family ?? id, account, user, organization, actingFor, actingUnder, until);
    }

    /// <summary>When a sign-in ends by itself; null for one that is over.</summary>
    public async Task<DateTimeOffset?> SignedInUntilAsync(
        PartnerGraphDb db,
        SessionId family,
        CancellationToken cancellationToken
    )
    {
        var ends = await Valid(db)
            .Where(pair => pair.Session.FamilyId == family && pair.Session.RotatedAt == null)
            .Select(pair => pair.Session.RefreshExpiresAt)
            .ToListAsync(cancellationToken);
        return ends.Count == 0 ? null : ends.Max();
    }

    /// <summary>Null for an unknown, lapsed, ended or outdated token: all alike.</summary>
    public async Task<SignedInSession?> FindAsync(
        PartnerGraphDb db,
        string accessToken,
        CancellationToken cancellationToken
    )
    {
        var hash = SecretToken.HashOf(accessToken);
        var now = clock.GetUtcNow();
        return await Valid(db)
            .Where(pair => pair.Session.AccessHash == hash && pair.Session.AccessExpiresAt > now)
            .Select(pair => new SignedInSession(
                pair.Session.Id,
                pair.Session.FamilyId,
                pair.Session.PersonId,
                pair.Session.UserId,
                pair.Session.OrganizationId,
                pair.Session.ActingFor,
                pair.Session.ActingUnder,
                pair.Account.PasswordChangeRequired,
                pair.Session.AccessExpiresAt
            ))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether a family of sessions still lives, for connections that outlast their access token.</summary>
    public Task<bool> IsAliveAsync(PartnerGraphDb db, SessionId family, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return Valid(db)
            .AnyAsync(
                pair =>
                    pair.Session.FamilyId == family
                    && pair.Session.RotatedAt == null
                    && pair.Session.RefreshExpiresAt > now,
                cancellationToken
            );
    }

    /// <summary>The next pair of tokens, saved; null for a token that is not good for one. A token used before ends its family.</summary>
    public async Task<IssuedSession?> RefreshAsync(
        PartnerGraphDb db,
        string refreshToken,
        CancellationToken cancellationToken
    )
    {
        var hash = SecretToken.HashOf(refreshToken);
        var now = clock.GetUtcNow();
        var found = await Valid(db)
            .Where(pair => pair.Session.RefreshHash == hash && pair.Session.RefreshExpiresAt > now)
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rotated = await db
            .Sessions.Where(session =>
                session.Id == found.Session.Id && session.RotatedAt == null && session.RevokedAt == null
            )
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RotatedAt, now), cancellationToken);
        if (rotated == 0)
        {
            await EndFamilyAsync(db, found.Session.FamilyId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        var old = found.Session;
        var id = new SessionId(Guid.CreateVersion7(now));
        var issued = Issue(
            db,
            id,
            old.FamilyId,
            found.Account,
            old.UserId,
            old.OrganizationId,
            old.ActingFor,
            old.ActingUnder,
            old.RefreshExpiresAt
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return issued;
    }

    /// <summary>
    /// Signing out: all pairs of tokens that came from the same sign-in end. Until none is left: where a refresh is under way the
    /// statement waits for it on the old pair's row, and has then not seen the new pair.
    /// </summary>
    public async Task<int> EndFamilyAsync(PartnerGraphDb db, SessionId family, CancellationToken cancellationToken)
    {
        var ended = 0;
        int now;
        do
        {
            now = await EndAsync(db.Sessions.Where(session => session.FamilyId == family), cancellationToken);
            ended += now;
        } while (now > 0);
        return ended;
    }

    /// <summary>What the person does in the other organization's account within this sign-in ends; the sign-in itself goes on.</summary>
    public Task<int> EndActingAsync(
        PartnerGraphDb db,
        SessionId family,
        PartnershipId? partnership,
        AdministrationGrantId? grant,
        CancellationToken cancellationToken
    ) =>
        EndAsync(
            db.Sessions.Where(session =>
                session.FamilyId == family
                && (
                    (partnership != null && session.ActingFor == partnership)
                    || (grant != null && session.ActingUnder == grant)
                )
            ),
            cancellationToken
        );

    /// <summary>Everybody who acts through the partnership stops: its grant, or the partnership itself, is over.</summary>
    public Task<int> EndAllActingAsync(
        PartnerGraphDb db,
        PartnershipId partnership,
        CancellationToken cancellationToken
    ) => EndAsync(db.Sessions.Where(session => session.ActingFor == partnership), cancellationToken);

    /// <summary>The user acts for nobody any more: other roles do not bring back what was begun with the old ones.</summary>
    public Task<int> EndActingOfUserAsync(PartnerGraphDb db, UserId user, CancellationToken cancellationToken) =>
        EndAsync(
            db.Sessions.Where(session =>
                session.UserId == user && (session.ActingFor != null || session.ActingUnder != null)
            ),
            cancellationToken
        );

    /// <summary>Every session of a person ends, for example after a new password.</summary>
    public Task<int> EndAllOfPersonAsync(PartnerGraphDb db, PersonId person, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(session => session.PersonId == person), cancellationToken);

    /// <summary>Every session in one membership ends, for example when it is deactivated.</summary>
    public Task<int> EndAllOfUserAsync(PartnerGraphDb db, UserId user, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(session => session.UserId == user), cancellationToken);

    /// <summary>Sessions that lapsed before <paramref name="before"/> are forgotten.</summary>
    public Task<int> DeleteLapsedAsync(PartnerGraphDb db, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Sessions.Where(session => session.RefreshExpiresAt < before).ExecuteDeleteAsync(cancellationToken);

    private Task<int> EndAsync(IQueryable<Session> sessions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return sessions
            .Where(session => session.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RevokedAt, now), cancellationToken);
    }

    private static IQueryable<SessionOfAccount> Valid(PartnerGraphDb db) =>
        from session in db.Sessions.AsNoTracking()
        join account in db.Accounts.AsNoTracking() on session.PersonId equals account.Id
        where session.RevokedAt == null && session.SecurityStamp == account.SecurityStamp
        select new SessionOfAccount { Session = session, Account = account };

    private IssuedSession Issue(
        PartnerGraphDb db,
        SessionId id,
        SessionId family,
        Account account,
        UserId? user,
        OrganizationId? organization,
        PartnershipId? actingFor,
        AdministrationGrantId? actingUnder,
        DateTimeOffset signedInUntil
    )
    {
        var now = clock.GetUtcNow();
        var accessUntil = now + lifetimes.Access;
        var access = SecretToken.New(AccessPrefix);
        var refresh = SecretToken.New(RefreshPrefix);
        var session = new Session
        {
            Id = id,
            FamilyId = family,
            PersonId = account.Id,
            UserId = user,
            OrganizationId = organization,
            ActingFor = actingFor,
            ActingUnder = actingUnder,
            AccessHash = access.Hash,
            RefreshHash = refresh.Hash,
            SecurityStamp =
                account.SecurityStamp ?? throw new InvalidOperationException("The account has no security stamp yet."),
            CreatedAt = now,
            AccessExpiresAt = accessUntil < signedInUntil ? accessUntil : signedInUntil,
            // Of the sign-in, however often it is refreshed.
            RefreshExpiresAt = signedInUntil,
        };
        db.Sessions.Add(session);
        return new IssuedSession(id, family, access, refresh, session.AccessExpiresAt);
    }

    private sealed class SessionOfAccount
    {
        public required Session Session { get; init; }

        public required Account Account { get; init; }
    }
}
