using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Leads;

public sealed record LoseLeadInput(string LeadId, string Reason);

public sealed record LoseLeadPayload : Payload
{
    public LeadId? Lead { get; init; }
}

/// <summary>R43: nothing came of it; said by the reseller who works on it, or by the provider while nobody does.</summary>
public sealed class LoseLead(Database database, TimeProvider clock) : IMutation<LoseLeadInput, LoseLeadPayload>
{
    public async Task<LoseLeadPayload> ExecuteAsync(
        LoseLeadInput input,
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
                return lead.Lose(input.Reason, step, clock.GetUtcNow());
            },
            cancellation
        );
        return outcome.Match(
            id => new LoseLeadPayload { Lead = id },
            refusals => new LoseLeadPayload { Errors = refusals }
        );
    }
}
