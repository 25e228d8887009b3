using PartnerGraph.Domain.Access;

namespace PartnerGraph.Graph.Access;

/// <summary>The values of the schema's enum <c>Permission</c>, which <c>@authorize</c> names at a field.</summary>
public enum PermissionName
{
    Anyone,
    SignedInPerson,
    SignedInPersonInAnyName,
    ActingPerson,
    PersonWithOwnPassword,
    Member,
    FollowEvents,
    ReadAccount,
    ManageAccount,
    ViewUsers,
    ManageUsers,
    ManageApiTokens,
    ManageWebhooks,
    ViewPartners,
    ViewPartnerProfiles,
    InviteReseller,
    ManagePartnerships,
    ActForResellers,
    ViewCustomers,
    ViewCustomer,
    EndCustomerRelationship,
    RequestCustomerRelationship,
    ViewInvitations,
    ManageLeads,
    OpenSupportTicket,
    RequestDelegatedAdministration,
    DecideDelegatedAdministration,
    EndDelegatedAdministration,
    ViewServiceHealth,
    RequestSupport,
    SubmitOrder,
    ManageSubscriptions,
    AdministerCustomer,
    ReviewEnrollments,
    CreateProviders,
    OperateMail,
    ViewAuditTrail,
    ViewServiceIncidents,
    SetServiceHealth,
    FollowServiceRequests,
    FollowSupportTickets,
    EnterLeads,
    ViewIncentives,
}

/// <summary>What each name means: an action of the role table, and whether an API token may do it, too.</summary>
public static class PermissionTable
{
    /// <param name="name">What the schema asks for.</param>
    /// <param name="scope">What an API token needs beside its creator's roles.</param>
    public static Permission Of(PermissionName name, ApiScope scope = ApiScope.Read) =>
        name switch
        {
            PermissionName.Anyone => Permission.Anonymous,
            PermissionName.SignedInPerson => Permission.Person,
            PermissionName.SignedInPersonInAnyName => Permission.PersonInAnyName,
            PermissionName.ActingPerson => Permission.Acting,
            PermissionName.PersonWithOwnPassword => Permission.PersonInForce,
            PermissionName.Member => Permission.Member,
            PermissionName.FollowEvents => Permission.MemberWith(ApiScope.Events),
            PermissionName.ReadAccount => Permission.To(PartnerAction.ReadAccount, scope),
            PermissionName.ManageAccount => Permission.ForPeopleTo(PartnerAction.ManageAccount),
            PermissionName.ViewUsers => Permission.To(PartnerAction.ViewUsers, scope),
            PermissionName.ManageUsers => Permission.ForPeopleTo(PartnerAction.ManageUsers),
            PermissionName.ManageApiTokens => Permission.ForPeopleTo(PartnerAction.ManageApiTokens),
            PermissionName.ManageWebhooks => Permission.ForPeopleTo(PartnerAction.ManageWebhooks),
            PermissionName.ViewPartners => Permission.To(PartnerAction.ViewPartners, scope),
            PermissionName.ViewPartnerProfiles => Permission.To(PartnerAction.ViewPartnerProfiles, scope),
            PermissionName.InviteReseller => Permission.To(PartnerAction.InviteReseller, scope),
            PermissionName.ManagePartnerships => Permission.To(PartnerAction.ManagePartnerships, scope),
            PermissionName.ActForResellers => Permission.ForPeopleTo(PartnerAction.ActForResellers),
            PermissionName.ViewCustomers => Permission.To(PartnerAction.ViewCustomers, scope),
            PermissionName.ViewCustomer => Permission.ToAny(
                scope,
                PartnerAction.ViewCustomers,
                PartnerAction.ViewOwnServices
            ),
            PermissionName.EndCustomerRelationship => Permission.To(PartnerAction.EndCustomerRelationship, scope),
            PermissionName.RequestCustomerRelationship => Permission.To(
                PartnerAction.RequestCustomerRelationship,
                scope
            ),
            PermissionName.ViewInvitations => Permission.To(PartnerAction.ViewInvitations, scope),
            PermissionName.ManageLeads => Permission.To(PartnerAction.ManageLeads, scope),
            PermissionName.OpenSupportTicket => Permission.To(PartnerAction.OpenSupportTicket, scope),
            PermissionName.RequestDelegatedAdministration => Permission.ForPeopleTo(
                PartnerAction.RequestDelegatedAdministration
            ),
            PermissionName.DecideDelegatedAdministration => Permission.ForPeopleTo(
                PartnerAction.DecideDelegatedAdministration
            ),
            PermissionName.EndDelegatedAdministration => Permission.ToAny(
                scope,
                PartnerAction.EndCustomerRelationship,
                PartnerAction.RequestDelegatedAdministration
            ),
            PermissionName.ViewServiceHealth => Permission.For(CustomerAction.ViewServiceHealth, scope),
            PermissionName.RequestSupport => Permission.For(CustomerAction.RequestSupport, scope),
            PermissionName.SubmitOrder => Permission.For(CustomerAction.SubmitOrder, scope),
            PermissionName.ManageSubscriptions => Permission.For(CustomerAction.ManageSubscriptions, scope),
            PermissionName.AdministerCustomer => Permission.ForPeopleFor(CustomerAction.Administer),
            PermissionName.ReviewEnrollments => Permission.To(PartnerAction.ReviewEnrollments, scope),
            PermissionName.CreateProviders => Permission.ForPeopleTo(PartnerAction.CreateProviders),
            PermissionName.OperateMail => Permission.ForPeopleTo(PartnerAction.OperateMail),
            PermissionName.ViewAuditTrail => Permission.To(PartnerAction.ViewAuditTrail, scope),
            PermissionName.ViewServiceIncidents => Permission.To(PartnerAction.ViewServiceIncidents, scope),
            PermissionName.SetServiceHealth => Permission.To(PartnerAction.SetServiceHealth, scope),
            PermissionName.FollowServiceRequests => Permission.To(PartnerAction.FollowServiceRequests, scope),
            PermissionName.FollowSupportTickets => Permission.To(PartnerAction.FollowSupportTickets, scope),
            PermissionName.EnterLeads => Permission.To(PartnerAction.EnterLeads, scope),
            PermissionName.ViewIncentives => Permission.To(PartnerAction.ViewIncentives, scope),
        };
}
