using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.SupportTickets;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ServiceRequests;

/// <summary>A step in a service request by any of its sides.</summary>
internal static class ServiceRequestChange
{
    /// <summary>The row is the asking partner's, whoever writes in it; that the caller sees it was found with the caller's own eyes.</summary>
    public static readonly Tenant Everyone = Tenant.Everyone("A service request is written in from several sides.");

    /// <summary>Found, then allowed, then decided; who loses a race is told so.</summary>
    public static async Task<Outcome<ServiceRequestId>> MakeAsync(
        Database database,
        Caller caller,
        string id,
        Func<ServiceRequest, CaseVoice, Outcome> decide,
        CancellationToken cancellation
    )
    {
        if (!(await FindAsync(database, caller, id, cancellation)).TryGet(out var known, out var refusals))
        {
            return Outcome.Refused<ServiceRequestId>(refusals);
        }

        await using var db = database.Open(Everyone);
        var request = await db.ServiceRequests.SingleAsync(row => row.Id == known, cancellation);
        var followers = await CaseFollowers.OfRequestAsync(
            db,
            request.CustomerId,
            request.Writers(),
            caller.User,
            cancellation
        );
        var outcome = decide(request, new CaseVoice(SideOf(caller), caller.Actor, followers));
        if (!outcome.IsDone)
        {
            return Outcome.Refused<ServiceRequestId>(outcome.Refusals);
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved ? known : new ChangedMeanwhile();
    }

    private static async Task<Outcome<ServiceRequestId>> FindAsync(
        Database database,
        Caller caller,
        string id,
        CancellationToken cancellation
    )
    {
        var side = SideOf(caller);
        await using var db = database.Open(side is SupportSide.Program ? Everyone : Tenant.Of(caller.Organization));
        if (await ReadAsync(db, id, cancellation) is not { } request)
        {
            return new NotFound().At("serviceRequestId");
        }

        var denied = side is SupportSide.Partner ? await DeniedAsync(db, caller, request, cancellation) : null;
        return denied is null ? request.Id : denied.At("serviceRequestId");
    }

    private static async Task<ServiceRequest?> ReadAsync(PartnerGraphDb db, string id, CancellationToken cancellation)
    {
        if (GlobalId.Read(NodeKind.ServiceRequest, id) is not { } known)
        {
            return null;
        }

        var key = new ServiceRequestId(known);
        return await db.ServiceRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == key, cancellation);
    }

    /// <summary>R44: the same rule as for creating one.</summary>
    private static async Task<Refusal?> DeniedAsync(
        PartnerGraphDb db,
        Caller caller,
        ServiceRequest request,
        CancellationToken cancellation
    )
    {
        var ties = await OrderingTies.FindAsync(db, caller.Organization, request.CustomerId, cancellation);
        return ServedCustomer.May(
            caller,
            CustomerAction.RequestSupport,
            request.ProductFamily,
            ties?.All ?? CustomerTies.None
        );
    }

    private static SupportSide SideOf(Caller caller) =>
        caller.OrganizationKind switch
        {
            OrganizationKind.Operator => SupportSide.Program,
            OrganizationKind.Customer => SupportSide.Customer,
            OrganizationKind.IndirectProvider or OrganizationKind.IndirectReseller => SupportSide.Partner,
        };
}
