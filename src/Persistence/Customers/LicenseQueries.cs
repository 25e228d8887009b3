using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Customers;

public static class LicenseQueries
{
    public static Task<bool> HoldsAsync(
        PartnerGraphDb db,
        CustomerSubscriptionId subscription,
        UserId user,
        CancellationToken cancellationToken
    ) =>
        db.Licenses.AnyAsync(
            license => license.SubscriptionId == subscription && license.CustomerUserId == user,
            cancellationToken
        );

    /// <summary>The licenses of each user, the first assigned first.</summary>
    public static async Task<ILookup<UserId, License>> OfUsersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<UserId> users,
        CancellationToken cancellationToken
    )
    {
        var licenses = await db
            .Licenses.AsNoTracking()
            .Where(license => users.Contains(license.CustomerUserId))
            .OrderBy(license => license.Id)
            .ToListAsync(cancellationToken);
        return licenses.ToLookup(license => license.CustomerUserId);
    }
}
