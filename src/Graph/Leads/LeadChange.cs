using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Leads;

/// <summary>A step with a lead by one of its sides.</summary>
internal static class LeadChange
{
    /// <summary>Who is told of a step belongs to the other organization.</summary>
    public static readonly Tenant Everyone = Tenant.Everyone("The other side's people are told of a step with a lead.");

    /// <summary>Found, then decided; who loses a race is told so.</summary>
    public static async Task<Outcome<LeadId>> MakeAsync(
        Database database,
        Caller caller,
        string id,
        Func<PartnerGraphDb, Lead, CancellationToken, Task<Outcome>> decide,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(caller.Organization));
        if (await FindAsync(db, id, cancellation) is not { } lead)
        {
            return new NotFound().At("leadId");
        }

        var outcome = await decide(db, lead, cancellation);
        if (!outcome.IsDone)
        {
            return Outcome.Refused<LeadId>([.. outcome.Refusals.Select(OfLead)]);
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved ? lead.Id : new ChangedMeanwhile();
    }

    /// <summary>A step of the reseller: whoever assigned the lead hears of it.</summary>
    public static async Task<LeadStep> ByResellerAsync(
        Database database,
        Caller caller,
        Lead lead,
        CancellationToken cancellation
    ) => new(caller.Organization, caller.Actor, await AssignerAsync(database, caller, lead, cancellation));

    private static async Task<IReadOnlyList<Correspondent>> AssignerAsync(
        Database database,
        Caller caller,
        Lead lead,
        CancellationToken cancellation
    )
    {
        if (lead.ProviderId == caller.Organization)
        {
            return [];
        }

        await using var everyone = database.Open(Everyone);
        return await LeadPeople.OneAsync(everyone, lead.AssignedBy, cancellation);
    }

    private static async Task<Lead?> FindAsync(PartnerGraphDb db, string id, CancellationToken cancellation)
    {
        if (GlobalId.Read(NodeKind.Lead, id) is not { } known)
        {
            return null;
        }

        var key = new LeadId(known);
        return await db.Leads.SingleOrDefaultAsync(row => row.Id == key, cancellation);
    }

    private static Refusal OfLead(Refusal refusal) => refusal.Path.Count == 0 ? refusal.At("leadId") : refusal;
}
