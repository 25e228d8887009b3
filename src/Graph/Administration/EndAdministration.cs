using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Administration;

public sealed record EndAdministrationInput(string AdministrationGrantId);

public sealed record EndAdministrationPayload : Payload
{
    public AdministrationGrantId? AdministrationGrant { get; init; }
}

/// <summary>Either side ends a grant at once, with the sessions in it; what was only asked for the partner withdraws.</summary>
public sealed class EndAdministration(Database database, RecentCallers recent, TimeProvider clock)
    : IMutation<EndAdministrationInput, EndAdministrationPayload>
{
    public async Task<EndAdministrationPayload> ExecuteAsync(
        EndAdministrationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var outcome = await GrantChange.DoAsync(
            database,
            caller,
            input.AdministrationGrantId,
            grant => grant.End(caller.Organization, clock.GetUtcNow()),
            cancellation
        );
        if (!outcome.TryGet(out var changed, out var refusals))
        {
            return new EndAdministrationPayload { Errors = refusals };
        }

        recent.Forget(changed);
        return new EndAdministrationPayload { AdministrationGrant = changed };
    }
}
