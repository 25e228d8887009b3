using System.Collections.Frozen;
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
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// Who sees rows that concern more than one organization, and who may write them. What partners share of a customer hangs on
/// customer_access alone: a row there that has not ended. Filters look through the lookups, whose rows are not filtered again, and name the
/// current organization in every one of them. PostgreSQL's policies are made of the same declarations (<see cref="TenantPolicies"/>).
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

    /// <summary>The properties that name the organizations that may write a row; an entity that is not here belongs to its OrganizationId.</summary>
    public static FrozenDictionary<Type, string[]> Writers { get; } =
        new Dictionary<Type, string[]>
        {
            [typeof(Organization)] = [nameof(Organization.Id)],
            [typeof(License)] = [nameof(License.CustomerId)],
            [typeof(Order)] = [nameof(Order.SubmittedById)],
            [typeof(CustomerSubscription)] = [nameof(CustomerSubscription.OrderedById)],
            [typeof(Lead)] = [nameof(Lead.EnteredById), nameof(Lead.ProviderId), nameof(Lead.ResellerId)],
            [typeof(ServiceRequest)] = [nameof(ServiceRequest.RequestedById)],
            [typeof(Partnership)] = [nameof(Partnership.ProviderId), nameof(Partnership.ResellerId)],
            [typeof(CustomerAccess)] = [nameof(CustomerAccess.OrganizationId)],
            [typeof(Invitation)] = [nameof(Invitation.InviterId)],
            [typeof(AdministrationGrant)] =
            [
                nameof(AdministrationGrant.PartnerId),
                nameof(AdministrationGrant.CustomerId),
            ],
        }.ToFrozenDictionary();

    /// <summary>What those who see it may change by a statement that asks the rule again, not only those who made it (R72).</summary>
    public static FrozenSet<Type> ChangedByViewers { get; } =
        new[] { typeof(CustomerSubscription), typeof(License) }.ToFrozenSet();

    /// <summary>What tenants read and nobody but the system writes, in its part of their transactions: neither can what was told be taken back.</summary>
    public static FrozenSet<Type> WrittenBySystem { get; } =
        new[] { typeof(AuditEvent), typeof(StoredEvent) }.ToFrozenSet();

    /// <summary>Oneself, present and former partners, and across a relationship each other: the partner its customer, the customer its partner.</summary>
    private Expression<Func<Organization, bool>> Organizations() =>
        organization =>
            organization.Id == db.CurrentOrganization
            || db.Set<AccessLookup>()
                .Any(access =>
                    access.EndedAt == null
                    && (
                        (access.OrganizationId == db.CurrentOrganization && access.CustomerId == organization.Id)
                        || (access.CustomerId == db.CurrentOrganization && access.OrganizationId == organization.Id)
                    )
                )
            || db.Set<PartnershipLookup>()
                .Any(partnership =>
                    (partnership.ProviderId == db.CurrentOrganization && partnership.ResellerId == organization.Id)
                    || (partnership.ResellerId == db.CurrentOrganization && partnership.ProviderId == organization.Id)
                );

    /// <summary>One's own users, and those of one's customers (R67).</summary>
    private Expression<Func<User, bool>> Users() =>
        user =>
            user.OrganizationId == db.CurrentOrganization
            || db.Set<AccessLookup>()
                .Any(access =>
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
            || db.Set<AccessLookup>()
                .Any(access =>
                    access.EndedAt == null
                    && access.OrganizationId == db.CurrentOrganization
                    && access.CustomerId == subscription.CustomerId
                    && (
                        access.OrganizationId == subscription.ResellerId
                        || access.ViaResellerId == subscription.ResellerId
                    )
                );

    /// <summary>As the subscriptions that came of them.</summary>
    private Expression<Func<Order, bool>> Orders() =>
        order =>
            order.CustomerId == db.CurrentOrganization
            || db.Set<AccessLookup>()
                .Any(access =>
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
                && db.Set<PartnershipLookup>()
                    .Any(partnership =>
                        partnership.Status == PartnershipStatus.Active
                        && partnership.ProviderId == db.CurrentOrganization
                        && partnership.ResellerId == access.OrganizationId
                    )
            );
}
