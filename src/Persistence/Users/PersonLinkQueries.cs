using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;

namespace PartnerGraph.Persistence.Users;

public static class PersonLinkQueries
{
    /// <summary>When the tenant last had the person mailed such a link; null for never.</summary>
    public static Task<DateTimeOffset?> LatestAsync(
        PartnerGraphDb db,
        PersonId person,
        LinkPurpose purpose,
        CancellationToken cancellationToken
    ) =>
        db
            .PersonLinks.Where(link => link.PersonId == person && link.Purpose == purpose)
            .OrderByDescending(link => link.CreatedAt)
            .Select(link => (DateTimeOffset?)link.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Links to a new password that were mailed before work no longer, and those not yet mailed stay at home.</summary>
    public static Task<int> EndPasswordResetsAsync(
        PartnerGraphDb db,
        PersonId person,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        db
            .PersonLinks.Where(link =>
                link.PersonId == person && link.Purpose == LinkPurpose.PasswordReset && link.UsedAt == null
            )
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellationToken);
}
