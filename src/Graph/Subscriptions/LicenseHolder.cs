using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Subscriptions;

/// <summary>A subscription that the caller manages, and a user of the same customer.</summary>
internal sealed record LicenseHolder(ManagedSubscription Managed, UserId User)
{
    /// <summary>The license's row belongs to the customer; that the caller manages the subscription was found with the caller's own eyes.</summary>
    public static readonly Tenant Everyone = Tenant.Everyone("A partner gives licenses within its customer's account.");

    private static readonly HashSet<string> Needed = new(StringComparer.Ordinal) { nameof(UserRow.OrganizationId) };

    public static async Task<Outcome<LicenseHolder>> FindAsync(
        PartnerGraphDb db,
        Caller caller,
        string customerUserId,
        string subscriptionId,
        CancellationToken cancellation
    )
    {
        var user = await UserAsync(db, caller, customerUserId, cancellation);
        var found = await ManagedSubscription.FindAsync(db, caller, subscriptionId, cancellation);
        if (user is null)
        {
            return new NotFound().At("customerUserId");
        }

        if (!found.TryGet(out var managed, out var refusals))
        {
            return Outcome.Refused<LicenseHolder>(refusals);
        }

        return user.OrganizationId == managed.Subscription.CustomerId
            ? new LicenseHolder(managed, user.Id)
            : new NotFound().At("customerUserId");
    }

    private static async Task<UserRow?> UserAsync(
        PartnerGraphDb db,
        Caller caller,
        string id,
        CancellationToken cancellation
    ) =>
        GlobalId.Read(NodeKind.CustomerUser, id) is { } known
            ? await UserQueries.OfCustomersAsync(db, caller.Organization, new UserId(known), Needed, cancellation)
            : null;
}
