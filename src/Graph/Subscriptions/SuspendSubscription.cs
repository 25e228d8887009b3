using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record SuspendSubscriptionInput(string SubscriptionId);

public sealed record SuspendSubscriptionPayload : Payload
{
    public CustomerSubscriptionId? Subscription { get; init; }
}

/// <summary>R75: no license can be assigned until it is reactivated; those that people hold stay theirs.</summary>
public sealed class SuspendSubscription(Database database, TimeProvider clock)
    : IMutation<SuspendSubscriptionInput, SuspendSubscriptionPayload>
{
    public async Task<SuspendSubscriptionPayload> ExecuteAsync(
        SuspendSubscriptionInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var outcome = await ManagedSubscription.ChangeAsync(
            database,
            request.SignedIn,
            input.SubscriptionId,
            subscription => subscription.MaySuspend(),
            (db, id) =>
                SubscriptionChanges.SetStatusAsync(
                    db,
                    id,
                    SubscriptionStatus.Active,
                    SubscriptionStatus.Suspended,
                    cancellation
                ),
            (_, concern) => new SubscriptionSuspended(concern),
            clock.GetUtcNow(),
            cancellation
        );
        return outcome.Match(
            id => new SuspendSubscriptionPayload { Subscription = id },
            refusals => new SuspendSubscriptionPayload { Errors = refusals }
        );
    }
}
