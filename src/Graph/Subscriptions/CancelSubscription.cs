using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record CancelSubscriptionInput(string SubscriptionId);

public sealed record CancelSubscriptionPayload : Payload
{
    public CustomerSubscriptionId? Subscription { get; init; }
}

/// <summary>R75: for good. What people hold of it ends with it; what was ordered stays in the books.</summary>
public sealed class CancelSubscription(Database database, TimeProvider clock)
    : IMutation<CancelSubscriptionInput, CancelSubscriptionPayload>
{
    public async Task<CancelSubscriptionPayload> ExecuteAsync(
        CancelSubscriptionInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var released = 0;
        var outcome = await ManagedSubscription.ChangeAsync(
            database,
            request.SignedIn,
            input.SubscriptionId,
            subscription => subscription.MayCancel(),
            async (db, id) =>
            {
                if (await SubscriptionChanges.CancelAsync(db, id, cancellation) is not { } count)
                {
                    return false;
                }

                released = count;
                return true;
            },
            (_, concern) => new SubscriptionCancelled(concern, released),
            clock.GetUtcNow(),
            cancellation
        );
        return outcome.Match(
            id => new CancelSubscriptionPayload { Subscription = id },
            refusals => new CancelSubscriptionPayload { Errors = refusals }
        );
    }
}
