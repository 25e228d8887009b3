using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Administration;

public sealed record ApproveAdministrationInput(string AdministrationGrantId);

public sealed record ApproveAdministrationPayload : Payload
{
    public AdministrationGrantId? AdministrationGrant { get; init; }
}

/// <summary>The customer consents to what a partner asks for: a grant, or its extension.</summary>
public sealed class ApproveAdministration(Database database, RecentCallers recent, TimeProvider clock)
    : IMutation<ApproveAdministrationInput, ApproveAdministrationPayload>
{
    public async Task<ApproveAdministrationPayload> ExecuteAsync(
        ApproveAdministrationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var outcome = await GrantChange.DoAsync(
            database,
            caller,
            input.AdministrationGrantId,
            grant => grant.Approve(caller.Organization, clock.GetUtcNow()),
            cancellation
        );
        if (!outcome.TryGet(out var changed, out var refusals))
        {
            return new ApproveAdministrationPayload { Errors = refusals };
        }

        recent.Forget(changed);
        return new ApproveAdministrationPayload { AdministrationGrant = changed };
    }
}
