using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>
/// The changes of a subscription, each as one statement that asks again what the rule asked: of many at the same moment those are
/// done that the rule allows one after the other. False where nothing was changed.
/// </summary>
public static class SubscriptionChanges
{
    public static async Task<bool> SetQuantityAsync(
        PartnerGraphDb db,
        CustomerSubscriptionId id,
        int quantity,
        CancellationToken cancellationToken
    ) =>
        await db
            .Subscriptions.Where(row =>
                row.Id == id && row.Status == SubscriptionStatus.Active && row.Assigned <= quantity
            )
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Quantity, quantity), cancellationToken) == 1;

    public static async Task<bool> SetStatusAsync(
        PartnerGraphDb db,
        CustomerSubscriptionId id,
        SubscriptionStatus from,
        SubscriptionStatus to,
        CancellationToken cancellationToken
    ) =>
        await db
            .Subscriptions.Where(row => row.Id == id && row.Status == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, to), cancellationToken) == 1;

    /// <summary>
    /// Over, and nobody holds a license of it any more: how many did; null where it was over before. The subscription's row first, as in assigning one:
    /// who assigns at the same moment has done so before, and loses the license again, or finds it over.
    /// </summary>
    public static async Task<int?> CancelAsync(
        PartnerGraphDb db,
        CustomerSubscriptionId id,
        CancellationToken cancellationToken
    )
    {
        var cancelled = await db
            .Subscriptions.Where(row => row.Id == id && row.Status != SubscriptionStatus.Cancelled)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Status, SubscriptionStatus.Cancelled)
                        .SetProperty(row => row.Assigned, 0),
                cancellationToken
            );
        return cancelled == 1
            ? await db.Licenses.Where(row => row.SubscriptionId == id).ExecuteDeleteAsync(cancellationToken)
            : null;
    }

    /// <summary>One license more is assigned; to be followed by its row in the same transaction.</summary>
    public static async Task<bool> TakeLicenseAsync(
        PartnerGraphDb db,
        CustomerSubscriptionId id,
        CancellationToken cancellationToken
    ) =>
        await db
            .Subscriptions.Where(row =>
                row.Id == id && row.Status == SubscriptionStatus.Active && row.Assigned < row.Quantity
            )
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Assigned, row => row.Assigned + 1), cancellationToken)
        == 1;

    /// <summary>One license fewer is assigned, and its row is gone. To be rolled back where it is false.</summary>
    public static async Task<bool> GiveLicenseBackAsync(
        PartnerGraphDb db,
        CustomerSubscriptionId id,
        UserId holder,
        CancellationToken cancellationToken
    )
    {
        // The subscription's row first, as in taking one: two who meet wait for each other and never deadlock.
        var counted = await db
            .Subscriptions.Where(row => row.Id == id && row.Assigned > 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Assigned, row => row.Assigned - 1),
                cancellationToken
            );
        return counted == 1
            && await db
                .Licenses.Where(row => row.SubscriptionId == id && row.CustomerUserId == holder)
                .ExecuteDeleteAsync(cancellationToken) == 1;
    }
}
