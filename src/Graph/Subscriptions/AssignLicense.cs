using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record AssignLicenseInput(string CustomerUserId, string SubscriptionId);

public sealed record AssignLicensePayload : Payload
{
    public UserId? CustomerUser { get; init; }
}

/// <summary>R75: a user of the customer gets one of the subscription's licenses; never more are assigned than there are.</summary>
public sealed class AssignLicense(Database database, TimeProvider clock)
    : IMutation<AssignLicenseInput, AssignLicensePayload>
{
    /// <summary>Whoever loses a race looks again: what the winners did then tells the reason.</summary>
    public async Task<AssignLicensePayload> ExecuteAsync(
        AssignLicenseInput input,
        RequestState request,
        CancellationToken cancellation
    ) =>
        await TryAsync(input, request.SignedIn, cancellation)
        ?? await TryAsync(input, request.SignedIn, cancellation)
        ?? new AssignLicensePayload { Errors = [new ChangedMeanwhile()] };

    private async Task<AssignLicensePayload?> TryAsync(
        AssignLicenseInput input,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var (user, subscription) = (input.CustomerUserId, input.SubscriptionId);
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var found = await LicenseHolder.FindAsync(db, caller, user, subscription, cancellation);
        if (!found.TryGet(out var holder, out var refusals))
        {
            return new AssignLicensePayload { Errors = refusals };
        }

        if (await LicenseQueries.HoldsAsync(db, holder.Managed.Subscription.Id, holder.User, cancellation))
        {
            return new AssignLicensePayload { Errors = [new LicenseHeldAlready().At("customerUserId")] };
        }

        var allowed = holder.Managed.Subscription.MayAssignLicense();
        if (!allowed.IsDone)
        {
            return new AssignLicensePayload
            {
                Errors = [.. allowed.Refusals.Select(ManagedSubscription.OfSubscription)],
            };
        }

        return await SaveAsync(holder, cancellation) ? new AssignLicensePayload { CustomerUser = holder.User } : null;
    }

    private async Task<bool> SaveAsync(LicenseHolder holder, CancellationToken cancellation)
    {
        var (subscription, offer) = holder.Managed;
        var now = clock.GetUtcNow();
        var concern = await ManagedSubscription.ConcernAsync(database, subscription, now, cancellation);
        await using var db = database.Open(LicenseHolder.Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await SubscriptionChanges.TakeLicenseAsync(db, subscription.Id, cancellation))
        {
            return false;
        }

        var id = new LicenseId(Guid.CreateVersion7(now));
        db.Licenses.Add(new License(id, subscription.CustomerId, holder.User, subscription.Id, offer.Name, now));
        db.Announce(new LicenseAssigned(concern, holder.User));
        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return false;
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }
}
