using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Administration;

public sealed record ExtendAdministrationInput(string AdministrationGrantId, int Days);

public sealed record ExtendAdministrationPayload : Payload
{
    public AdministrationGrantId? AdministrationGrant { get; init; }
}

/// <summary>The partner asks for more time, which begins with the consent of the customer.</summary>
public sealed class ExtendAdministration(
    Database database,
    RecentCallers recent,
    LinkKey key,
    LinkPolicy links,
    TimeProvider clock
) : IMutation<ExtendAdministrationInput, ExtendAdministrationPayload>
{
    public async Task<ExtendAdministrationPayload> ExecuteAsync(
        ExtendAdministrationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var outcome = await GrantChange.DoAsync(
            database,
            caller,
            input.AdministrationGrantId,
            grant => Ask(grant, caller.Organization, input.Days),
            cancellation
        );
        if (!outcome.TryGet(out var changed, out var refusals))
        {
            return new ExtendAdministrationPayload { Errors = refusals };
        }

        recent.Forget(changed);
        return new ExtendAdministrationPayload { AdministrationGrant = changed };
    }

    private Outcome Ask(AdministrationGrant grant, OrganizationId by, int days)
    {
        var now = clock.GetUtcNow();
        var outcome = grant.RequestExtension(by, days, now);
        if (outcome.IsDone)
        {
            grant.IssueLink(key, links, now);
        }

        return outcome;
    }
}
