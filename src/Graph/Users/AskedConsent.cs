using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

/// <summary>A person is asked once more to agree to a membership.</summary>
internal static class AskedConsent
{
    /// <summary>Null when the link is added to the context; the one from before then stops working.</summary>
    public static async Task<Refusal?> AddAsync(
        PartnerGraphDb db,
        User user,
        LinkKey key,
        LinkPolicy links,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (
            await LinkPace.RefuseAsync(db, user.PersonId, LinkPurpose.MembershipConsent, links, now, cancellation) is
            { } refusal
        )
        {
            return refusal;
        }

        await PersonLinkQueries.EndConsentsAsync(db, user.Id, now, cancellation);
        db.PersonLinks.Add(PersonLink.ForConsent(new PersonLinkId(Guid.CreateVersion7(now)), user, key, links, now));
        return null;
    }
}
