using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Leads;

namespace PartnerGraph.Graph.Leads;

public sealed record AssignLeadInput(string LeadId, string ResellerId);

public sealed record AssignLeadPayload : Payload
{
    public LeadId? Lead { get; init; }
}

/// <summary>R43: the provider gives a lead to one of its active resellers, who is to answer in time.</summary>
public sealed class AssignLead(Database database, LeadPolicy policy, TimeProvider clock)
    : IMutation<AssignLeadInput, AssignLeadPayload>
{
    public async Task<AssignLeadPayload> ExecuteAsync(
        AssignLeadInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var outcome = await LeadChange.MakeAsync(
            database,
            caller,
            input.LeadId,
            (db, lead, stop) => DecideAsync(db, lead, caller, input, stop),
            cancellation
        );
        return outcome.Match(
            id => new AssignLeadPayload { Lead = id },
            refusals => new AssignLeadPayload { Errors = refusals }
        );
    }

    private async Task<Outcome> DecideAsync(
        PartnerGraphDb db,
        Lead lead,
        Caller caller,
        AssignLeadInput input,
        CancellationToken cancellation
    )
    {
        var partnership = await PartnershipAsync(db, caller, input.ResellerId, cancellation);
        await using var everyone = database.Open(LeadChange.Everyone);
        var told = partnership is null ? [] : await LeadPeople.OfAsync(everyone, partnership.ResellerId, cancellation);
        return lead.Assign(
            partnership,
            new LeadStep(caller.Organization, caller.Actor, told),
            policy,
            clock.GetUtcNow()
        );
    }

    private static async Task<Partnership?> PartnershipAsync(
        PartnerGraphDb db,
        Caller caller,
        string resellerId,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Partner, resellerId) is not { } known)
        {
            return null;
        }

        var reseller = new OrganizationId(known);
        return await db
            .Partnerships.AsNoTracking()
            .SingleOrDefaultAsync(
                row =>
                    row.ProviderId == caller.Organization
                    && row.ResellerId == reseller
                    && row.Status == PartnershipStatus.Active,
                cancellation
            );
    }
}
