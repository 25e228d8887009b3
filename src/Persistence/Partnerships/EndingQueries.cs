using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Subscriptions;

namespace PartnerGraph.Persistence.Partnerships;

/// <summary>What the end of a partnership or of a relationship would affect, as far as the tenant sees it.</summary>
public static class EndingQueries
{
    /// <summary>Subscriptions that are not cancelled of customers whom the provider has through the reseller, under the reseller's MPN ID.</summary>
    public static IQueryable<CustomerSubscription> SubscriptionsOf(
        PartnerGraphDb db,
        OrganizationId provider,
        OrganizationId reseller
    ) =>
        db.Subscriptions.Where(subscription =>
            subscription.ResellerId == reseller
            && subscription.Status != SubscriptionStatus.Cancelled
            && db.CustomerAccess.Any(access =>
                access.EndedAt == null
                && access.OrganizationId == provider
                && access.ViaResellerId == reseller
                && access.CustomerId == subscription.CustomerId
            )
        );

    /// <summary>Orders of the provider for the reseller's customers, of which a subscription is not cancelled.</summary>
    public static IQueryable<Order> OrdersOf(PartnerGraphDb db, OrganizationId provider, OrganizationId reseller) =>
        Running(db, db.Orders.Where(order => order.SubmittedById == provider && order.ResellerId == reseller));

    /// <summary>Joint invitations of the two that could be accepted still.</summary>
    public static IQueryable<Invitation> InvitationsOf(
        PartnerGraphDb db,
        OrganizationId provider,
        OrganizationId reseller,
        DateTimeOffset now
    ) =>
        db.Invitations.Where(invitation =>
            invitation.InviterId == reseller
            && invitation.IndirectProviderId == provider
            && invitation.ExpiresAt > now
            && (
                invitation.Status == InvitationStatus.Draft
                || invitation.Status == InvitationStatus.Queued
                || invitation.Status == InvitationStatus.Sent
                || invitation.Status == InvitationStatus.Viewed
            )
        );

    /// <summary>Subscriptions of the customer that are not cancelled, under the MPN ID of the resellers whose relationship, or a provider's through them, ends.</summary>
    public static IQueryable<CustomerSubscription> SubscriptionsOf(
        PartnerGraphDb db,
        OrganizationId customer,
        IReadOnlyCollection<CustomerAccess> ending
    )
    {
        var resellers = Resellers(ending);
        return db.Subscriptions.Where(subscription =>
            subscription.CustomerId == customer
            && subscription.Status != SubscriptionStatus.Cancelled
            && resellers.Contains(subscription.ResellerId)
        );
    }

    /// <summary>Orders for the customer by those whose relationship ends, of which a subscription is not cancelled.</summary>
    public static IQueryable<Order> OrdersOf(
        PartnerGraphDb db,
        OrganizationId customer,
        IReadOnlyCollection<CustomerAccess> ending
    )
    {
        var resellers = Resellers(ending);
        var partners = ending.Select(access => access.OrganizationId).Distinct().ToList();
        return Running(
            db,
            db.Orders.Where(order =>
                order.CustomerId == customer
                && resellers.Contains(order.ResellerId)
                && partners.Contains(order.SubmittedById)
            )
        );
    }

    private static IQueryable<Order> Running(PartnerGraphDb db, IQueryable<Order> orders) =>
        orders.Where(order =>
            order.Lines.Any(line =>
                db.Subscriptions.Any(subscription =>
                    subscription.Id == line.SubscriptionId && subscription.Status != SubscriptionStatus.Cancelled
                )
            )
        );

    private static List<OrganizationId> Resellers(IEnumerable<CustomerAccess> ending) =>
        [.. ending.Select(access => access.ViaResellerId ?? access.OrganizationId).Distinct()];
}
