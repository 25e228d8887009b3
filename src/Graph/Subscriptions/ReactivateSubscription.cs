using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record ReactivateSubscriptionInput(string SubscriptionId);

public sealed record ReactivateSubscriptionPayload : Payload
{
    public CustomerSubscriptionId? Subscription { get; init; }
}

/// <summary>R75: a suspended subscription goes on.</summary>
public sealed class ReactivateSubscription(Database database, TimeProvider clock)
    : IMutation<ReactivateSubscriptionInput, ReactivateSubscriptionPayload>
{
    public async Task<ReactivateSubscriptionPayload> ExecuteAsync(
        ReactivateSubscriptionInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var outcome = await ManagedSubscription.ChangeAsync(
            database,
            request.SignedIn,
            input.SubscriptionId,
            subscription => subscription.MayReactivate(),
            (db, id) =>
                SubscriptionChanges.SetStatusAsync(
                    db,
                    id,
                    SubscriptionStatus.Suspended,
                    SubscriptionStatus.Active,
                    cancellation
                ),
            (_, concern) => new SubscriptionReactivated(concern),
            clock.GetUtcNow(),
            cancellation
        );
        return outcome.Match(
            id => new ReactivateSubscriptionPayload { Subscription = id },
            refusals => new ReactivateSubscriptionPayload { Errors = refusals }
        );
    }
}
