using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.SupportTickets;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.SupportTickets;

/// <summary>A step in a ticket by the partner or the program.</summary>
internal static class SupportTicketChange
{
    private static readonly Tenant Everyone = Tenant.Everyone("A ticket is written in by the partner and the program.");

    /// <summary>Found, then decided; who loses a race is told so.</summary>
    public static async Task<Outcome<SupportTicketId>> MakeAsync(
        Database database,
        Caller caller,
        string id,
        Func<SupportTicket, CaseVoice, Outcome> decide,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.SupportTicket, id) is not { } known)
        {
            return new NotFound().At("supportTicketId");
        }

        var key = new SupportTicketId(known);
        var side = caller.OrganizationKind is OrganizationKind.Operator ? SupportSide.Program : SupportSide.Partner;
        await using var db = database.Open(Everyone);
        var ticket = await db.SupportTickets.SingleOrDefaultAsync(
            row => row.Id == key && (side == SupportSide.Program || row.OrganizationId == caller.Organization),
            cancellation
        );
        if (ticket is null)
        {
            return new NotFound().At("supportTicketId");
        }

        var followers = await CaseFollowers.OfTicketAsync(db, ticket.Writers(), caller.User, cancellation);
        var outcome = decide(ticket, new CaseVoice(side, caller.Actor, followers));
        if (!outcome.IsDone)
        {
            return Outcome.Refused<SupportTicketId>(outcome.Refusals);
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved ? key : new ChangedMeanwhile();
    }
}
