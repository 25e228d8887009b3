using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record ChangeSubscriptionQuantityInput(string SubscriptionId, int Quantity);

public sealed record ChangeSubscriptionQuantityPayload : Payload
{
    public CustomerSubscriptionId? Subscription { get; init; }
}

/// <summary>R71: more licenses, or fewer, but never fewer than are assigned.</summary>
public sealed class ChangeSubscriptionQuantity(Database database, TimeProvider clock)
    : IMutation<ChangeSubscriptionQuantityInput, ChangeSubscriptionQuantityPayload>
{
    public async Task<ChangeSubscriptionQuantityPayload> ExecuteAsync(
        ChangeSubscriptionQuantityInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var outcome = await ManagedSubscription.ChangeAsync(
            database,
            request.SignedIn,
            input.SubscriptionId,
            subscription => subscription.MayChangeQuantity(input.Quantity),
            (db, id) => SubscriptionChanges.SetQuantityAsync(db, id, input.Quantity, cancellation),
            (before, concern) => new SubscriptionQuantityChanged(concern, before.Quantity, input.Quantity),
            clock.GetUtcNow(),
            cancellation
        );
        return outcome.Match(
            id => new ChangeSubscriptionQuantityPayload { Subscription = id },
            refusals => new ChangeSubscriptionQuantityPayload { Errors = refusals }
        );
    }
}
