using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Acting;

public sealed record StopActingPayload : Payload;

/// <summary>Ends the session in which the caller acts for another organization; the own one goes on. Signing out ends both.</summary>
public sealed class StopActing(Database database, SessionStore sessions, RecentCallers recent)
    : IMutation<NoInput, StopActingPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("Sessions belong to persons, not to tenants.");

    public async Task<StopActingPayload> ExecuteAsync(
        NoInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        if (caller is { SessionFamily: { } family, Acting: { } acting })
        {
            await using var db = database.Open(Everyone);
            await sessions.EndActingAsync(db, family, acting.Partnership, acting.Grant, cancellation);
            recent.Forget(caller.Person!.Value);
        }
        return new StopActingPayload();
    }
}
