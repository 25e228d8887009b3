using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Graph.Acting;

/// <summary>Opens the sessions in which somebody acts for another organization.</summary>
public sealed class ActingSessions(
    SessionStore sessions,
    SessionLifetimes lifetimes,
    Callers callers,
    TimeProvider clock
)
{
    /// <summary>Added to the context; null where the own sign-in has ended at this moment.</summary>
    public async Task<OpenedSession?> OpenAsync(
        PartnerGraphDb db,
        Caller caller,
        PartnershipId? partnership,
        AdministrationGrantId? grant,
        CancellationToken cancellation
    )
    {
        var until = caller.SessionFamily is { } family
            ? await sessions.SignedInUntilAsync(db, family, cancellation)
            : caller.ValidUntil ?? clock.GetUtcNow() + lifetimes.Access;
        if (until is not { } end)
            return null;
        var account = await db.Accounts.SingleAsync(row => row.Id == caller.Person!.Value, cancellation);
        var issued = sessions.StartActing(
            db,
            account,
            caller.User!.Value,
            caller.Organization,
            partnership,
            grant,
            caller.SessionFamily,
            end
        );
        return OpenedSession.Of(issued, passwordChangeRequired: false);
    }

    /// <summary>Who the new session is, as every later request will see it.</summary>
    public async Task<Caller> CallerOfAsync(OpenedSession session, CancellationToken cancellation) =>
        await callers.FindAsync(session.AccessToken, cancellation)
        ?? throw new InvalidOperationException("The session that was opened a moment ago is nobody's.");
}
