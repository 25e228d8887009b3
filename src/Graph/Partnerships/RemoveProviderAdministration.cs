using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Partnerships;

public sealed record RemoveProviderAdministrationInput(string PartnershipId);

public sealed record RemoveProviderAdministrationPayload : Payload
{
    public PartnershipId? Partnership { get; init; }
}

/// <summary>R53: the reseller takes back the access to its own account alone; for the provider there is no such partnership.</summary>
public sealed class RemoveProviderAdministration(
    Database database,
    SessionStore sessions,
    RecentCallers recent,
    TimeProvider clock
) : IMutation<RemoveProviderAdministrationInput, RemoveProviderAdministrationPayload>
{
    public async Task<RemoveProviderAdministrationPayload> ExecuteAsync(
        RemoveProviderAdministrationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await OwnPartnership.FindAsync(db, input.PartnershipId, caller, cancellation) is not { } partnership)
        {
            return new RemoveProviderAdministrationPayload { Errors = [new NotFound().At("partnershipId")] };
        }

        var outcome = partnership.RemoveAdministration(caller.Organization, clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return new RemoveProviderAdministrationPayload { Errors = [outcome.Refusals[0].At("partnershipId")] };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new RemoveProviderAdministrationPayload { Errors = [new ChangedMeanwhile()] };
        }

        await sessions.EndAllActingAsync(db, partnership.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(partnership.Id);
        return new RemoveProviderAdministrationPayload { Partnership = partnership.Id };
    }
}
