using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record UnassignLicenseInput(string CustomerUserId, string SubscriptionId);

public sealed record UnassignLicensePayload : Payload
{
    public UserId? CustomerUser { get; init; }
}

/// <summary>R75: a license goes back to its subscription, whatever state that is in.</summary>
public sealed class UnassignLicense(Database database, TimeProvider clock)
    : IMutation<UnassignLicenseInput, UnassignLicensePayload>
{
    public async Task<UnassignLicensePayload> ExecuteAsync(
        UnassignLicenseInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var found = await LicenseHolder.FindAsync(db, caller, input.CustomerUserId, input.SubscriptionId, cancellation);
        if (!found.TryGet(out var holder, out var refusals))
        {
            return new UnassignLicensePayload { Errors = refusals };
        }

        var concern = await ManagedSubscription.ConcernAsync(
            database,
            holder.Managed.Subscription,
            clock.GetUtcNow(),
            cancellation
        );
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var subscription = holder.Managed.Subscription.Id;
        if (!await SubscriptionChanges.GiveLicenseBackAsync(db, subscription, holder.User, cancellation))
        {
            return new UnassignLicensePayload { Errors = [new LicenseNotHeld().At("customerUserId")] };
        }

        db.Announce(new LicenseUnassigned(concern, holder.User));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new UnassignLicensePayload { CustomerUser = holder.User };
    }
}
