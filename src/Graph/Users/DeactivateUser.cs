using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Users;

public sealed record DeactivateUserInput(string UserId);

public sealed record DeactivateUserPayload : Payload
{
    public UserId? User { get; init; }
}

/// <summary>Ends one membership with its sessions. The person's account, and what it opens elsewhere, stay.</summary>
public sealed class DeactivateUser(Database database, SessionStore sessions, RecentCallers recent, TimeProvider clock)
    : IMutation<DeactivateUserInput, DeactivateUserPayload>
{
    public async Task<DeactivateUserPayload> ExecuteAsync(
        DeactivateUserInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var held = await ManagedUser.HoldAsync(db, caller, input.UserId, cancellation);
        if (!held.TryGet(out var managed, out var refusals))
        {
            return new DeactivateUserPayload { Errors = refusals };
        }

        var outcome = managed.Roster.Deactivate(managed.Subject, managed.Effective, clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return new DeactivateUserPayload { Errors = outcome.Refusals };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new DeactivateUserPayload { Errors = [new ChangedMeanwhile()] };
        }

        await sessions.EndAllOfUserAsync(db, managed.Subject.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(managed.Subject.PersonId);
        return new DeactivateUserPayload { User = managed.Subject.Id };
    }
}
