using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Administration;

public sealed record DeclineAdministrationInput(string AdministrationGrantId);

public sealed record DeclineAdministrationPayload : Payload
{
    public AdministrationGrantId? AdministrationGrant { get; init; }
}

/// <summary>The customer says no; a grant whose extension is declined goes on to its end.</summary>
public sealed class DeclineAdministration(Database database, RecentCallers recent, TimeProvider clock)
    : IMutation<DeclineAdministrationInput, DeclineAdministrationPayload>
{
    public async Task<DeclineAdministrationPayload> ExecuteAsync(
        DeclineAdministrationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var outcome = await GrantChange.DoAsync(
            database,
            caller,
            input.AdministrationGrantId,
            grant => grant.Decline(caller.Organization, clock.GetUtcNow()),
            cancellation
        );
        if (!outcome.TryGet(out var changed, out var refusals))
        {
            return new DeclineAdministrationPayload { Errors = refusals };
        }

        recent.Forget(changed);
        return new DeclineAdministrationPayload { AdministrationGrant = changed };
    }
}
