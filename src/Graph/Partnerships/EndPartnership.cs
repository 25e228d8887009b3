using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Partnerships;

public sealed record EndPartnershipInput(string PartnershipId);

public sealed record EndPartnershipPayload : Payload
{
    public PartnershipId? Partnership { get; init; }
}

/// <summary>By either side. Both grants go, and so do the customers shared through it (R55); each side keeps its own relationships.</summary>
public sealed class EndPartnership(Database database, SessionStore sessions, RecentCallers recent, TimeProvider clock)
    : IMutation<EndPartnershipInput, EndPartnershipPayload>
{
    /// <summary>Whoever loses a race for the partnership looks again: what the winner did then tells the reason.</summary>
    public async Task<EndPartnershipPayload> ExecuteAsync(
        EndPartnershipInput input,
        RequestState request,
        CancellationToken cancellation
    ) =>
        await TryAsync(input, request.SignedIn, cancellation)
        ?? await TryAsync(input, request.SignedIn, cancellation)
        ?? new EndPartnershipPayload { Errors = [new ChangedMeanwhile()] };

    private async Task<EndPartnershipPayload?> TryAsync(
        EndPartnershipInput input,
        Caller caller,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await OwnPartnership.FindAsync(db, input.PartnershipId, caller, cancellation) is not { } partnership)
        {
            return new EndPartnershipPayload { Errors = [new NotFound().At("partnershipId")] };
        }

        var outcome = partnership.End(caller.Organization, clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return new EndPartnershipPayload { Errors = [outcome.Refusals[0].At("partnershipId")] };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return null;
        }

        await sessions.EndAllActingAsync(db, partnership.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(partnership.Id);
        return new EndPartnershipPayload { Partnership = partnership.Id };
    }
}
