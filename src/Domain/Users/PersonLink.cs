using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Users;

/// <summary>
/// A link that is mailed to one person: to agree to a membership (R32), to set a new password (R38), or to prove the address. Single use.
/// </summary>
public sealed class PersonLink : EventSource
{
    private PersonLink() { }

    public PersonLinkId Id { get; private set; }
    public PersonId PersonId { get; private set; }

    /// <summary>The organization on whose behalf it was asked for; where the person asked, the one that the person works in.</summary>
    public OrganizationId OrganizationId { get; private set; }

    /// <summary>The membership to agree to; null for a password.</summary>
    public UserId? UserId { get; private set; }
    public LinkPurpose Purpose { get; private set; }
    public int Generation { get; private set; }
    public byte[] SecretHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    public static PersonLink ForConsent(
        PersonLinkId id,
        User user,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    ) => Create(id, user, LinkPurpose.MembershipConsent, key, now + policy.InvitationLifetime, now);

    public static PersonLink ForNewPassword(
        PersonLinkId id,
        User user,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    ) => Create(id, user, LinkPurpose.PasswordReset, key, now + policy.VerificationLifetime, now);

    /// <summary>What the person asked for who forgot the password.</summary>
    public static PersonLink ForRecovery(
        PersonLinkId id,
        User user,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    ) => Create(id, user, LinkPurpose.PasswordRecovery, key, now + policy.VerificationLifetime, now);

    /// <summary>To whoever was brought in as an organization's admin, and has no password yet.</summary>
    public static PersonLink ForSetUp(PersonLinkId id, User user, LinkKey key, LinkPolicy policy, DateTimeOffset now) =>
        Create(id, user, LinkPurpose.AccountSetUp, key, now + policy.InvitationLifetime, now);

    /// <summary>To a new account's address, of which nobody has proven yet to read its mail.</summary>
    public static PersonLink ForAddressProof(
        PersonLinkId id,
        User user,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    ) => Create(id, user, LinkPurpose.AddressProof, key, now + policy.VerificationLifetime, now);

    public LinkSecret Secret(LinkKey key) => key.Derive(Purpose, Id.Value, Generation);

    /// <summary>Whoever holds the secret uses it, once.</summary>
    public Outcome Use(LinkSecret presented, DateTimeOffset now)
    {
        if (!presented.Matches(SecretHash))
        {
            return new LinkNotFound();
        }

        if (UsedAt is not null)
        {
            return new LinkAlreadyUsed();
        }

        if (now >= ExpiresAt)
        {
            return new LinkExpired(ExpiresAt);
        }

        UsedAt = now;
        return Outcome.Done;
    }

    private static PersonLink Create(
        PersonLinkId id,
        User user,
        LinkPurpose purpose,
        LinkKey key,
        DateTimeOffset expiresAt,
        DateTimeOffset now
    )
    {
        var link = new PersonLink
        {
            Id = id,
            PersonId = user.PersonId,
            OrganizationId = user.OrganizationId,
            UserId = purpose is LinkPurpose.MembershipConsent ? user.Id : null,
            Purpose = purpose,
            Generation = 1,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        link.SecretHash = link.Secret(key).Hash;
        link.Raise(new PersonLinkRequested(id, link.PersonId, link.OrganizationId, purpose, link.Generation, now));
        return link;
    }
}
