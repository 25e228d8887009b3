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
    /// <summary>
    /// Notes the sign-in at once, by statements of their own: two devices of one person may sign in at the same moment. Adds the
    /// session to the context; it exists once the context is saved.
    /// </summary>
    public async Task<OpenedSession> OpenAsync(
        PartnerGraphDb db,
        Account account,
        UserId user,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await db
            .Users.Where(row => row.Id == user)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSignedInAt, now), cancellation);
        await db
            .Accounts.Where(row => row.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSignedInAt, now), cancellation);
        var organization = await db
            .Users.Where(row => row.Id == user)
            .Select(row => row.OrganizationId)
            .SingleAsync(cancellation);
        var issued = sessions.Start(db, account, user, organization);
        return OpenedSession.Of(issued, account.PasswordChangeRequired);
    }
}
