using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.SupportTickets;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ServiceRequests;

public sealed record CreateServiceRequestInput(
    string CustomerId,
    string Title,
    string Description,
    string? SubscriptionId,
    IReadOnlyList<Uri>? Attachments
);

public sealed record CreateServiceRequestPayload : Payload
{
    public ServiceRequestId? ServiceRequest { get; init; }
}

/// <summary>R43, R44: an agent asks for support on behalf of a customer.</summary>
public sealed class CreateServiceRequest(Database database, TimeProvider clock)
    : IMutation<CreateServiceRequestInput, CreateServiceRequestPayload>
{
    public async Task<CreateServiceRequestPayload> ExecuteAsync(
        CreateServiceRequestInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var found = await RequestedFor.FindAsync(db, caller, input.CustomerId, input.SubscriptionId, cancellation);
        if (!found.TryGet(out var requested, out var refusals))
        {
            return new CreateServiceRequestPayload { Errors = refusals };
        }

        var followers = await FollowersAsync(requested.CustomerId, caller, cancellation);
        var now = clock.GetUtcNow();
        var outcome = ServiceRequest.Create(
            new ServiceRequestId(Guid.CreateVersion7(now)),
            requested.CustomerId,
            caller.Organization,
            requested.ResellerId,
            requested.Subject,
            input.Title,
            new CaseText(input.Description, input.Attachments ?? []),
            new CaseVoice(SupportSide.Partner, caller.Actor, followers),
            now
        );
        if (!outcome.TryGet(out var created, out var wrong))
        {
            return new CreateServiceRequestPayload { Errors = wrong };
        }

        db.ServiceRequests.Add(created);
        await db.SaveChangesAsync(cancellation);
        return new CreateServiceRequestPayload { ServiceRequest = created.Id };
    }

    private async Task<List<Domain.Users.Correspondent>> FollowersAsync(
        OrganizationId customer,
        Caller caller,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(ServiceRequestChange.Everyone);
        return await CaseFollowers.OfRequestAsync(db, customer, [], caller.User, cancellation);
    }
}

/// <summary>For whom, about what, and through whom.</summary>
internal sealed record RequestedFor(OrganizationId CustomerId, OrganizationId ResellerId, RequestSubject Subject)
{
    /// <summary>R44, R69: found, then allowed.</summary>
    public static async Task<Outcome<RequestedFor>> FindAsync(
        PartnerGraphDb db,
        Caller caller,
        string customerId,
        string? subscriptionId,
        CancellationToken cancellation
    )
    {
        if (await ServedCustomer.FindAsync(db, caller, customerId, cancellation) is not { } customer)
        {
            return new NotFound().At("customerId");
        }

        var about = await SubscriptionAsync(db, customer.Id, subscriptionId, cancellation);
        if (subscriptionId is not null && about is null)
        {
            return new NotFound().At("subscriptionId");
        }

        var family = about?.Subject.ProductFamily;
        if (ServedCustomer.May(caller, CustomerAction.RequestSupport, family, customer.Ties.All) is { } denied)
        {
            var blamed = denied is AdminAgentRequired ? "subscriptionId" : "customerId";
            return denied.At(blamed);
        }

        return about
            ?? new RequestedFor(
                customer.Id,
                await ResellerAsync(db, caller, customer.Id, cancellation),
                RequestSubject.Nothing
            );
    }

    private static async Task<RequestedFor?> SubscriptionAsync(
        PartnerGraphDb db,
        OrganizationId customer,
        string? id,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Subscription, id) is not { } known)
        {
            return null;
        }

        var key = new CustomerSubscriptionId(known);
        var found = await (
            from subscription in db.Subscriptions.AsNoTracking()
            join offer in db.Offers.AsNoTracking() on subscription.OfferId equals offer.Id
            where subscription.Id == key && subscription.CustomerId == customer
            select new { subscription, offer }
        ).SingleOrDefaultAsync(cancellation);
        return found is null
            ? null
            : new RequestedFor(
                customer,
                found.subscription.ResellerId,
                RequestSubject.Of(found.subscription, found.offer)
            );
    }

    /// <summary>A reseller itself; of a provider the reseller through whom it has had the customer longest.</summary>
    private static async Task<OrganizationId> ResellerAsync(
        PartnerGraphDb db,
        Caller caller,
        OrganizationId customer,
        CancellationToken cancellation
    )
    {
        var own = await db
            .CustomerAccess.AsNoTracking()
            .Where(access =>
                access.EndedAt == null && access.OrganizationId == caller.Organization && access.CustomerId == customer
            )
            .OrderBy(access => access.Id)
            .FirstAsync(cancellation);
        return own.ViaResellerId ?? caller.Organization;
    }
}
