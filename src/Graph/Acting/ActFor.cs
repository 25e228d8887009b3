using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Partnerships;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Partnerships;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Acting;

public sealed record ActForInput(string PartnershipId);

public sealed record ActForPayload : Payload
{
    public OpenedSession? Session { get; init; }

    public Caller? Viewer { get; init; }
}

/// <summary>
/// R52: a global admin of the provider works in the reseller's account as a user management admin would, in a session of its own that
/// names both. The own session goes on beside it.
/// </summary>
public sealed class ActFor(Database database, ActingSessions acting, TimeProvider clock)
    : IMutation<ActForInput, ActForPayload>
{
    public async Task<ActForPayload> ExecuteAsync(
        ActForInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (
            await OwnPartnership.FindAsync(db, input.PartnershipId, caller, cancellation) is not { } named
            || await PartnershipHold.HoldActiveAsync(db, named.ProviderId, named.ResellerId, cancellation)
                is not { } partnership
            || partnership.Id != named.Id
        )
        {
            return new ActForPayload { Errors = [new NotFound().At("partnershipId")] };
        }

        // What another session took back before this one held the row.
        await db.Entry(partnership).ReloadAsync(cancellation);
        var outcome = partnership.BeginActing(caller.Organization, caller.Roles, caller.User!.Value, clock.GetUtcNow());
        if (!outcome.IsSuccess)
        {
            return new ActForPayload { Errors = [outcome.Refusals[0].At("partnershipId")] };
        }

        if (await acting.OpenAsync(db, caller, partnership.Id, grant: null, cancellation) is not { } session)
        {
            return new ActForPayload { Errors = [new ChangedMeanwhile()] };
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var viewer = await acting.CallerOfAsync(session, cancellation);
        request.SignedInAs(viewer);
        return new ActForPayload { Session = session, Viewer = viewer };
    }
}
