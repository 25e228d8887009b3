using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Users;

public sealed record ReactivateUserInput(string UserId);

public sealed record ReactivateUserPayload : Payload
{
    public UserId? User { get; init; }
}

/// <summary>Gives a deactivated user the access of before. Whoever had not agreed yet is asked once more; passwords stay as they are.</summary>
public sealed class ReactivateUser(
    Database database,
    LinkKey key,
    LinkPolicy links,
    RecentCallers recent,
    TimeProvider clock
) : IMutation<ReactivateUserInput, ReactivateUserPayload>
{
    public async Task<ReactivateUserPayload> ExecuteAsync(
        ReactivateUserInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var now = clock.GetUtcNow();
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var held = await ManagedUser.HoldAsync(db, caller, input.UserId, cancellation);
        if (!held.TryGet(out var managed, out var refusals))
        {
            return new ReactivateUserPayload { Errors = refusals };
        }

        var user = managed.Subject;
        var isAskedAgain = user is { Active: false, ConsentPending: true };
        var outcome = UserRoster.Reactivate(user, managed.Effective, now);
        if (!outcome.IsDone)
        {
            return new ReactivateUserPayload { Errors = outcome.Refusals };
        }

        if (isAskedAgain && await AskedConsent.AddAsync(db, user, key, links, now, cancellation) is { } refusal)
        {
            return new ReactivateUserPayload { Errors = [refusal] };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new ReactivateUserPayload { Errors = [new ChangedMeanwhile()] };
        }

        await transaction.CommitAsync(cancellation);
        recent.Forget(user.PersonId);
        return new ReactivateUserPayload { User = user.Id };
    }
}
