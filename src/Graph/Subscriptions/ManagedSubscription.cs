using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Subscriptions;

/// <summary>A subscription that the caller sees and may manage, and its offer.</summary>
internal sealed record ManagedSubscription(CustomerSubscription Subscription, Offer Offer)
{
    private static readonly Tenant Observers = Tenant.Everyone("An event is told to all who see its subscription.");

    /// <summary>R44, R69, R75: found, then allowed.</summary>
    public static async Task<Outcome<ManagedSubscription>> FindAsync(
        PartnerGraphDb db,
        Caller caller,
        string id,
        CancellationToken cancellation
    )
    {
        if (await ReadAsync(db, id, cancellation) is not { } found)
        {
            return new NotFound().At("subscriptionId");
        }

        var customer = found.Subscription.CustomerId;
        if (await OrderingTies.FindAsync(db, caller.Organization, customer, cancellation) is not { } ties)
        {
            return new NotFound().At("subscriptionId");
        }

        var refusal = ServedCustomer.May(
            caller,
            CustomerAction.ManageSubscriptions,
            found.Offer.ProductFamily,
            ties.Through(found.Subscription.ResellerId)
        );
        return refusal is null ? found : refusal.At("subscriptionId");
    }

    /// <summary>
    /// Decides and changes by one statement that asks again. Who loses a race decides once more: what the winner did then tells the reason.
    /// </summary>
    public static async Task<Outcome<CustomerSubscriptionId>> ChangeAsync(
        Database database,
        Caller caller,
        string id,
        Func<CustomerSubscription, Outcome> decide,
        Func<PartnerGraphDb, CustomerSubscriptionId, Task<bool>> change,
        Func<CustomerSubscription, SubscriptionConcern, DomainEvent> tell,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await using var db = database.Open(Tenant.Of(caller.Organization));
            if (!(await FindAsync(db, caller, id, cancellation)).TryGet(out var managed, out var refusals))
            {
                return Outcome.Refused<CustomerSubscriptionId>(refusals);
            }

            var allowed = decide(managed.Subscription);
            if (!allowed.IsDone)
            {
                return Outcome.Refused<CustomerSubscriptionId>([.. allowed.Refusals.Select(OfSubscription)]);
            }

            var concern = await ConcernAsync(database, managed.Subscription, now, cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (await change(db, managed.Subscription.Id))
            {
                db.Announce(tell(managed.Subscription, concern));
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return managed.Subscription.Id;
            }
        }

        return new ChangedMeanwhile();
    }

    /// <summary>For an event about the subscription: whom it concerns.</summary>
    public static async Task<SubscriptionConcern> ConcernAsync(
        Database database,
        CustomerSubscription subscription,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var everyone = database.Open(Observers);
        var seenBy = await SubscriptionQueries.SeenByAsync(
            everyone,
            subscription.CustomerId,
            subscription.ResellerId,
            cancellation
        );
        return new SubscriptionConcern(subscription.Id, subscription.CustomerId, seenBy, now);
    }

    /// <summary>A refusal that blames no input of its own speaks of the subscription.</summary>
    public static Refusal OfSubscription(Refusal refusal) =>
        refusal.Path.Count == 0 ? refusal.At("subscriptionId") : refusal;

    private static async Task<ManagedSubscription?> ReadAsync(
        PartnerGraphDb db,
        string id,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Subscription, id) is not { } known)
        {
            return null;
        }

        var key = new CustomerSubscriptionId(known);
        return await (
            from subscription in db.Subscriptions.AsNoTracking()
            join offer in db.Offers.AsNoTracking() on subscription.OfferId equals offer.Id
            where subscription.Id == key
            select new ManagedSubscription(subscription, offer)
        ).SingleOrDefaultAsync(cancellation);
    }
}
