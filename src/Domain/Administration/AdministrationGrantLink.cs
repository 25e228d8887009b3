using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Administration;

/// <summary>
/// The link that is mailed to the customer's global admins with what a partner asks for (R80 to R82). It shows the wish; the answer takes the
/// sign-in of one of them, since whoever forwards a mail forwards its link.
/// </summary>
public sealed partial class AdministrationGrant
{
    /// <summary>Whether the customer has something to decide.</summary>
    public bool WaitsAt(DateTimeOffset now) =>
        Status is AdministrationGrantStatus.Requested || (IsActiveAt(now) && ExtensionDays is not null);

    /// <summary>A link to what waits now; one to an earlier wish is unknown from here on.</summary>
    public void IssueLink(LinkKey key, LinkPolicy policy, DateTimeOffset now)
    {
        LinkGeneration++;
        LinkSecretHash = Secret(key).Hash;
        LinkExpiresAt = now + policy.InvitationLifetime;
    }

    /// <summary>Null where nothing waits, or nothing that a link leads to.</summary>
    public Uri? Link(LinkKey key, LinkAddress address, DateTimeOffset now) =>
        WaitsAt(now) && now < LinkExpiresAt ? address.For(LinkPurpose.AdministrationRequest, Secret(key)) : null;

    /// <summary>Why the link's holder can decide nothing any more; null where it can be answered.</summary>
    public Refusal? RefuseLink(DateTimeOffset now)
    {
        if (!WaitsAt(now))
        {
            return new AdministrationNotWaiting(StatusAt(now));
        }

        return now >= LinkExpiresAt ? new LinkExpired(LinkExpiresAt!.Value) : null;
    }

    /// <summary>The customer's answer to exactly what the link showed: where the partner has asked for something else meanwhile, to nothing.</summary>
    public Refusal? RefuseAnswer(LinkSecret shown, DateTimeOffset now) =>
        LinkSecretHash is { } hash && shown.Matches(hash) ? RefuseLink(now) : new LinkNotFound();

    private LinkSecret Secret(LinkKey key) => key.Derive(LinkPurpose.AdministrationRequest, Id.Value, LinkGeneration);
}
