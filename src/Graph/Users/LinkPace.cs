using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

/// <summary>How soon and how often a person may be mailed a link of one sort. The person has to be held, or two at once pass it.</summary>
internal static class LinkPace
{
    private const int PerDay = 5;

    public static async Task<Refusal?> RefuseAsync(
        PartnerGraphDb db,
        PersonId person,
        LinkPurpose purpose,
        LinkPolicy policy,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var latest = await PersonLinkQueries.LatestAsync(db, person, purpose, cancellation);
        if (latest + policy.ResendCoolDown is { } allowedAt && allowedAt > now)
        {
            return new ResendTooSoon(allowedAt);
        }

        var since = now - TimeSpan.FromDays(1);
        var mailed = await PersonLinkQueries.CountSinceAsync(db, person, purpose, since, cancellation);
        return mailed >= PerDay ? new LinkQuotaExceeded(PerDay) : null;
    }
}
