using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Leads;

public sealed record AcceptLeadInput(string LeadId);

public sealed record AcceptLeadPayload : Payload
{
    public LeadId? Lead { get; init; }
}

/// <summary>R43: the reseller takes the lead on.</summary>
public sealed class AcceptLead(Database database, TimeProvider clock) : IMutation<AcceptLeadInput, AcceptLeadPayload>
{
    public async Task<AcceptLeadPayload> ExecuteAsync(
        AcceptLeadInput input,
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
                return lead.Accept(step, clock.GetUtcNow());
            },
            cancellation
        );
        return outcome.Match(
            id => new AcceptLeadPayload { Lead = id },
            refusals => new AcceptLeadPayload { Errors = refusals }
        );
    }
}
