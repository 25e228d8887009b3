using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Leads;

public sealed record DeclineLeadInput(string LeadId, string? Reason);

public sealed record DeclineLeadPayload : Payload
{
    public LeadId? Lead { get; init; }
}

/// <summary>R43: the reseller gives the lead back to the provider.</summary>
public sealed class DeclineLead(Database database, TimeProvider clock) : IMutation<DeclineLeadInput, DeclineLeadPayload>
{
    public async Task<DeclineLeadPayload> ExecuteAsync(
        DeclineLeadInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var outcome = await LeadChange.MakeAsync(
            database,
            caller,
            input.LeadId,
            async (_, lead, stop) =>
            {
                var step = await LeadChange.ByResellerAsync(database, caller, lead, stop);
                return lead.Decline(input.Reason, step, clock.GetUtcNow());
            },
            cancellation
        );
        return outcome.Match(
            id => new DeclineLeadPayload { Lead = id },
            refusals => new DeclineLeadPayload { Errors = refusals }
        );
    }
}
