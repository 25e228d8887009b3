using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Graph.Sessions;

/// <summary>What a person gets by signing in; both tokens are shown this once.</summary>
public sealed record OpenedSession(
    string AccessToken,
    string RefreshToken,
    DateTimeOffset ExpiresAt,
    bool PasswordChangeRequired
)
{
    public static OpenedSession Of(IssuedSession issued, bool passwordChangeRequired) =>
        new(issued.AccessToken.Text, issued.RefreshToken.Text, issued.AccessExpiresAt, passwordChangeRequired);
}

/// <summary>Opens sessions for whoever has proven to be the person: by a password, or by having made the account a moment ago.</summary>
public sealed class SessionOpener(SessionStore sessions, TimeProvider clock)
{
    /// <summary>Adds the session to the context and notes the sign-in; it exists once the context is saved.</summary>
    public async Task<OpenedSession> OpenAsync(
        PartnerGraphDb db,
        Account account,
        UserId user,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var membership = await db.Users.SingleAsync(row => row.Id == user, cancellation);
        membership.SignedIn(now);
        account.SignedIn(now);
        var issued = sessions.Start(db, account, user, membership.OrganizationId);
        return OpenedSession.Of(issued, account.PasswordChangeRequired);
    }
}
