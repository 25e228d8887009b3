using System.Linq.Expressions;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// Who sees rows that concern more than one organization, and who may write them. What partners share of a customer hangs on
/// customer_access alone: a row there that has not ended.
/// </summary>
internal sealed class TenantOwnership(PartnerGraphDb db)
{
    public IReadOnlyDictionary<Type, LambdaExpression> Filters =>
        new Dictionary<Type, LambdaExpression>
        {
            [typeof(Organization)] = Organizations(),
            [typeof(User)] = Users(),
            [typeof(License)] = Licenses(),
            [typeof(Order)] = Orders(),
            [typeof(CustomerSubscription)] = Subscriptions(),
            [typeof(Lead)] = Leads(),
            [typeof(ServiceRequest)] = ServiceRequests(),
            [typeof(Partnership)] = Partnerships(),
            [typeof(CustomerAccess)] = Access(),
            [typeof(Invitation)] = Invitations(),
            [typeof(AdministrationGrant)] = Grants(),
        };

    /// <summary>The organizations that may write this row; null for an entity that belongs to its OrganizationId.</summary>
    public static IReadOnlyList<OrganizationId>? WritersOf(object entity) =>
        entity switch
        {
            Organization organization => [organization.Id],
            License license => [license.CustomerId],
            Order order => [order.SubmittedById],
            CustomerSubscription subscription => [subscription.OrderedById],
            Lead { ResellerId: { } reseller } lead => [lead.EnteredById, lead.ProviderId, reseller],
            Lead lead => [lead.EnteredById, lead.ProviderId],
            ServiceRequest request => [request.RequestedById],
            Partnership partnership => [partnership.ProviderId, partnership.ResellerId],
            CustomerAccess access => [access.OrganizationId],
            Invitation invitation => [invitation.InviterId],
            AdministrationGrant grant => [grant.PartnerId, grant.CustomerId],
            _ => null,
        };

    /// <summary>Oneself, present and former partners, and across a relationship each other: the partner its customer, the customer its partner.</summary>
    private Expression<Func<Organization, bool>> Organizations() =>
        organization =>
            organization.Id == db.CurrentOrganization
            || db.CustomerAccess.Any(access =>
                access.EndedAt == null
                && (
                    (access.OrganizationId == db.CurrentOrganization && access.CustomerId == organization.Id)
                    || (access.CustomerId == db.CurrentOrganization && access.OrganizationId == organization.Id)
                )
            )
            || db.Partnerships.Any(partnership =>
                (partnership.ProviderId == db.CurrentOrganization && partnership.ResellerId == organization.Id)
                || (partnership.ResellerId == db.CurrentOrganization && partnership.ProviderId == organization.Id)
            );

    /// <summary>One's own users, and those of one's customers (R67).</summary>
    private Expression<Func<User, bool>> Users() =>
        user =>
            user.OrganizationId == db.CurrentOrganization
            || db.CustomerAccess.Any(access =>
                access.EndedAt == null
                && access.OrganizationId == db.CurrentOrganization
                && access.CustomerId == user.OrganizationId
            );

    /// <summary>The customer's own, and of subscriptions that one sees.</summary>
    private Expression<Func<License, bool>> Licenses() =>
        license =>
            license.CustomerId == db.CurrentOrganization
            || db.Subscriptions.Any(subscription => subscription.Id == license.SubscriptionId);

    /// <summary>
    /// The customer's own, and those of the reseller of record while the customer is its customer: for itself, and for the providers
    /// who have the customer through it. Two resellers of one customer do not look into each other's business.
    /// </summary>
    private Expression<Func<CustomerSubscription, bool>> Subscriptions() =>
        subscription =>
            subscription.CustomerId == db.CurrentOrganization
            || db.CustomerAccess.Any(access =>
                access.EndedAt == null
                && access.OrganizationId == db.CurrentOrganization
                && access.CustomerId == subscription.CustomerId
                && (access.OrganizationId == subscription.ResellerId || access.ViaResellerId == subscription.ResellerId)
            );

    /// <summary>As the subscriptions that came of them.</summary>
    private Expression<Func<Order, bool>> Orders() =>
        order =>
            order.CustomerId == db.CurrentOrganization
            || db.CustomerAccess.Any(access =>
                access.EndedAt == null
                && access.OrganizationId == db.CurrentOrganization
                && access.CustomerId == order.CustomerId
                && (access.OrganizationId == order.ResellerId || access.ViaResellerId == order.ResellerId)
            );

    /// <summary>
    /// The customer's own, and those of the reseller whom they were made through while the customer is its customer: for itself, and for
    /// the providers who have the customer through it.
    /// </summary>
    private Expression<Func<ServiceRequest, bool>> ServiceRequests() =>
        request =>
            request.CustomerId == db.CurrentOrganization
            || db.CustomerAccess.Any(access =>
                access.EndedAt == null
                && access.OrganizationId == db.CurrentOrganization
                && access.CustomerId == request.CustomerId
                && (access.OrganizationId == request.ResellerId || access.ViaResellerId == request.ResellerId)
            );

    /// <summary>Who entered it, the provider, and the reseller that it was last assigned to while they are partners.</summary>
    private Expression<Func<Lead, bool>> Leads() =>
        lead =>
            lead.EnteredById == db.CurrentOrganization
            || lead.ProviderId == db.CurrentOrganization
            || (
                lead.ResellerId == db.CurrentOrganization
                && db.Partnerships.Any(partnership =>
                    partnership.Status == PartnershipStatus.Active
                    && partnership.ResellerId == db.CurrentOrganization
                    && partnership.ProviderId == lead.ProviderId
                )
            );

    private Expression<Func<Partnership, bool>> Partnerships() =>
        partnership =>
            partnership.ProviderId == db.CurrentOrganization || partnership.ResellerId == db.CurrentOrganization;

    /// <summary>Who asked, and who decides.</summary>
    private Expression<Func<AdministrationGrant, bool>> Grants() =>
        grant => grant.PartnerId == db.CurrentOrganization || grant.CustomerId == db.CurrentOrganization;

    /// <summary>The inviter's, and the provider's that a joint one names (R84), as soon as it is more than a draft.</summary>
    private Expression<Func<Invitation, bool>> Invitations() =>
        invitation =>
            invitation.InviterId == db.CurrentOrganization
            || (invitation.IndirectProviderId == db.CurrentOrganization && invitation.Status != InvitationStatus.Draft);

    /// <summary>
    /// One's own relationships, those that a provider made through oneself, as a customer all that concern oneself; and as a provider
    /// the reseller's own one with a customer that is shared (R55): one has a relationship of one's own that was made through this
    /// reseller, and the partnership is active.
    /// </summary>
    private Expression<Func<CustomerAccess, bool>> Access() =>
        access =>
            access.OrganizationId == db.CurrentOrganization
            || access.ViaResellerId == db.CurrentOrganization
            || access.CustomerId == db.CurrentOrganization
            || (
                access.Kind == RelationshipKind.Reseller
                && db.Set<AccessLookup>()
                    .Any(mine =>
                        mine.EndedAt == null
                        && mine.OrganizationId == db.CurrentOrganization
                        && mine.CustomerId == access.CustomerId
                        && mine.ViaResellerId == access.OrganizationId
                    )
                && db.Partnerships.Any(partnership =>
                    partnership.Status == PartnershipStatus.Active
                    && partnership.ProviderId == db.CurrentOrganization
                    && partnership.ResellerId == access.OrganizationId
                )
            );
}
