using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Invitations;

/// <summary>Who answers, and for which organization.</summary>
/// <param name="OrganizationHasRecipient">Whether the invitation's recipient is an active user of that organization.</param>
public sealed record Acceptor(Organization Organization, User User, bool OrganizationHasRecipient);

/// <summary>The relationships that an acceptance has made; empty where all of them were there before.</summary>
public sealed record CustomerAcceptance(OrganizationId CustomerId, IReadOnlyList<CustomerAccess> Granted);

/// <summary>Acceptance: the state first, then for whom it is, then who may, and the tick last.</summary>
public sealed partial class Invitation
{
    /// <summary>R49 to R52: the reseller authorizes the provider; both grants come with it.</summary>
    /// <param name="id">For the partnership, where there is none yet.</param>
    /// <param name="existing">The active partnership of the two, which is then authorized anew.</param>
    public Outcome<Partnership> AcceptPartnership(
        Acceptor by,
        bool confirmed,
        PartnershipId id,
        Partnership? existing,
        WebMailDomains webMail,
        DateTimeOffset now
    )
    {
        var refusal = RefuseAnswer(now) ?? RefuseReseller(by, webMail) ?? RefuseUnconfirmed(confirmed);
        if (refusal is not null)
        {
            return refusal;
        }

        var partnership = existing ?? Partnership.Establish(id, InviterId, by.Organization.Id, now);
        if (
            partnership.ProviderId != InviterId
            || partnership.ResellerId != by.Organization.Id
            || !partnership.IsActive
        )
        {
            throw new ArgumentException("Not the active partnership of these two.", nameof(existing));
        }

        partnership.GrantAgain();
        PartnershipId = partnership.Id;
        MarkAccepted(now);
        return partnership;
    }

    /// <summary>
    /// R66, R72: the customer authorizes the reseller, and in a joint invitation the provider as well: both or neither.
    /// </summary>
    /// <param name="existing">At least the active relationships of this customer with the two partners.</param>
    /// <param name="partnership">The two partners' partnership; null where the reseller invites alone.</param>
    public Outcome<CustomerAcceptance> AcceptAsCustomer(
        Acceptor by,
        bool confirmed,
        CustomerAccessId resellerAccess,
        CustomerAccessId providerAccess,
        IReadOnlyCollection<CustomerAccess> existing,
        Partnership? partnership,
        DateTimeOffset now
    )
    {
        var refusal =
            RefuseAnswer(now) ?? RefuseCustomer(by) ?? RefuseJoint(partnership) ?? RefuseUnconfirmed(confirmed);
        if (refusal is not null)
        {
            return refusal;
        }

        var customer = by.Organization.Id;
        var active = existing.Where(access => access.IsActive && access.CustomerId == customer).ToList();
        List<CustomerAccess> granted = [];
        if (!active.Exists(access => access.OrganizationId == InviterId && access.Kind is RelationshipKind.Reseller))
        {
            granted.Add(CustomerAccess.ForReseller(resellerAccess, InviterId, customer, Source, now));
        }

        if (
            IndirectProviderId is { } provider
            && !active.Exists(access => access.OrganizationId == provider && access.ViaResellerId == InviterId)
        )
        {
            granted.Add(CustomerAccess.ForProvider(providerAccess, provider, customer, InviterId, Source, now));
        }

        CustomerId = customer;
        MarkAccepted(now);
        return new CustomerAcceptance(customer, granted);
    }

    /// <summary>R45, R49.</summary>
    private Refusal? RefuseReseller(Acceptor by, WebMailDomains webMail)
    {
        var isForThem =
            Kind is InvitationKind.Partnership
            && by.Organization.Kind is OrganizationKind.IndirectReseller
            && RecipientRule.AdmitsReseller(RecipientEmail, by.User.Email, by.OrganizationHasRecipient, webMail);
        if (!isForThem)
        {
            return new InvitationNotForYou();
        }

        if (!by.Organization.IsApproved)
        {
            return new ResellerNotApproved();
        }

        return RefuseUnlessGlobalAdmin(by);
    }

    /// <summary>R72.</summary>
    private Refusal? RefuseCustomer(Acceptor by)
    {
        var isForThem =
            Kind is InvitationKind.Customer or InvitationKind.CustomerWithProvider
            && by.Organization.Kind is OrganizationKind.Customer
            && RecipientRule.AdmitsCustomer(RecipientEmail, by.User.Email);
        return isForThem ? RefuseUnlessGlobalAdmin(by) : new InvitationNotForYou();
    }

    private static GlobalAdminRequired? RefuseUnlessGlobalAdmin(Acceptor by) =>
        by.User.InForce && by.User.Roles.IsGlobalAdmin ? null : new GlobalAdminRequired();

    private Refusal? RefuseJoint(Partnership? partnership)
    {
        if (IndirectProviderId is not { } provider)
        {
            return null;
        }

        var stands =
            partnership is { IsActive: true }
            && partnership.ProviderId == provider
            && partnership.ResellerId == InviterId;
        return stands ? null : new JointPartnershipNotActive();
    }

    private static ConfirmationRequired? RefuseUnconfirmed(bool confirmed) =>
        confirmed ? null : new ConfirmationRequired();

    private void MarkAccepted(DateTimeOffset now)
    {
        Status = InvitationStatus.Accepted;
        AcceptedAt = now;
        Raise(new InvitationAccepted(Id, Kind, InviterId, IndirectProviderId, PartnershipId, CustomerId, now));
    }
}
