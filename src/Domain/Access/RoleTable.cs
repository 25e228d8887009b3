using System.Collections.Frozen;
using PartnerGraph.Domain.Organizations;
using static PartnerGraph.Domain.Access.PartnerAction;

namespace PartnerGraph.Domain.Access;

/// <summary>
/// R43 with the decisions beneath it, as one table: what is not written here is denied (R45). A user has two levels and
/// may do what either of them gives.
/// </summary>
public static class RoleTable
{
    private static readonly FrozenSet<PartnerAction> HelpdeskAgent = Set(
        ViewPartners,
        ViewCustomers,
        ViewServiceIncidents,
        FollowServiceRequests,
        ManageApiTokens
    );

    private static readonly FrozenSet<PartnerAction> AdminAgent = Set(
        ReadAccount,
        ViewPartners,
        ViewPartnerProfiles,
        ViewCustomers,
        RequestCustomerRelationship,
        ViewInvitations,
        ManageLeads,
        EnterLeads,
        RequestDelegatedAdministration,
        ViewServiceIncidents,
        FollowServiceRequests,
        ManageApiTokens
    );

    private static readonly FrozenSet<PartnerAction> UserManagementAdmin = Set(
        ReadAccount,
        ViewUsers,
        ManageUsers,
        ViewPartners,
        ViewPartnerProfiles,
        ViewOwnServices,
        ManageApiTokens
    );

    // R43 gives delegated administration to the admin agent alone.
    private static readonly FrozenSet<PartnerAction> GlobalAdmin = Enum.GetValues<PartnerAction>()
        .Where(action => action is not RequestDelegatedAdministration)
        .ToFrozenSet();

    // What an organization of this kind can do at all, whoever asks.
    private static readonly FrozenDictionary<OrganizationKind, FrozenSet<PartnerAction>> ByKind = new Dictionary<
        OrganizationKind,
        FrozenSet<PartnerAction>
    >
    {
        [OrganizationKind.IndirectReseller] = Set(
            ReadAccount,
            ManageAccount,
            ViewUsers,
            ManageUsers,
            ViewPartners,
            ViewPartnerProfiles,
            AcceptPartnership,
            ManagePartnerships,
            ViewCustomers,
            RequestCustomerRelationship,
            EndCustomerRelationship,
            ViewInvitations,
            ManageLeads,
            OpenSupportTicket,
            RequestDelegatedAdministration,
            ManageApiTokens,
            ViewAuditTrail,
            ManageWebhooks,
            ViewServiceIncidents,
            ViewIncentives,
            FollowServiceRequests,
            FollowSupportTickets
        ),
        [OrganizationKind.IndirectProvider] = Set(
            ReadAccount,
            ManageAccount,
            ViewUsers,
            ManageUsers,
            ViewPartners,
            ViewPartnerProfiles,
            InviteReseller,
            ManagePartnerships,
            ActForResellers,
            ViewCustomers,
            EndCustomerRelationship,
            ViewInvitations,
            ManageLeads,
            OpenSupportTicket,
            ManageApiTokens,
            ViewAuditTrail,
            ManageWebhooks,
            ViewServiceIncidents,
            EnterLeads,
            ViewIncentives,
            FollowServiceRequests,
            FollowSupportTickets
        ),
        [OrganizationKind.Operator] = Set(
            ReadAccount,
            ManageAccount,
            ViewUsers,
            ManageUsers,
            ViewPartners,
            ViewPartnerProfiles,
            ManageApiTokens,
            ReviewEnrollments,
            CreateProviders,
            ViewAllPartners,
            OperateMail,
            ViewAuditTrail,
            ViewServiceIncidents,
            SetServiceHealth,
            ManageLeads,
            EnterLeads,
            FollowServiceRequests,
            FollowSupportTickets
        ),
        [OrganizationKind.Customer] = Set(
            ReadAccount,
            ManageAccount,
            ViewUsers,
            ManageUsers,
            ViewPartners,
            ViewOwnServices,
            EndCustomerRelationship,
            DecideDelegatedAdministration,
            ManageApiTokens,
            AcceptCustomerInvitation,
            ViewAuditTrail,
            FollowServiceRequests
        ),
    }.ToFrozenDictionary();

    // R52, R72: whoever acts in another organization's account reads it and manages its users; what that organization has with others
    // is none of theirs.
    private static readonly FrozenSet<PartnerAction> WhileActing = Set(
        ReadAccount,
        ViewUsers,
        ManageUsers,
        ViewPartnerProfiles
    );

    private static readonly FrozenSet<PartnerAction> NeedsApproval = Set(
        AcceptPartnership,
        InviteReseller,
        ManagePartnerships,
        ActForResellers,
        RequestCustomerRelationship,
        ManageLeads,
        EnterLeads,
        RequestDelegatedAdministration
    );

    /// <summary>Whether the roles give this action to a member of such an organization.</summary>
    public static bool Gives(Roles roles, OrganizationKind kind, PartnerAction action) =>
        ByKind[kind].Contains(action)
        && (ForAgent(roles.Agent).Contains(action) || ForAdmin(roles.Admin).Contains(action));

    /// <summary>Whether it is open to who acts in another organization's account at all.</summary>
    public static bool OpenToActing(PartnerAction action) => WhileActing.Contains(action);

    /// <summary>Whether a partner must be in the program for it.</summary>
    public static bool RequiresApproval(PartnerAction action) => NeedsApproval.Contains(action);

    /// <summary>
    /// What the roles alone say about acting for a customer: yes, RoleMissing, or AdminAgentRequired where an admin agent could
    /// (R44). Reading needs no agent level of a global admin; acting on behalf does.
    /// </summary>
    /// <param name="family">The product it concerns; null: none in particular.</param>
    public static Ability For(Roles roles, CustomerAction action, ProductFamily? family) =>
        (roles.Agent, action) switch
        {
            (_, CustomerAction.View or CustomerAction.ViewServiceHealth) => roles.IsGlobalAdmin
            || roles.Agent is not AgentRole.NotAnAgent
                ? Ability.Yes
                : Ability.No(AbilityReason.RoleMissing),
            (AgentRole.NotAnAgent, _) => Ability.No(AbilityReason.RoleMissing),
            (AgentRole.AdminAgent, _) => Ability.Yes,
            (AgentRole.HelpdeskAgent, CustomerAction.ManageSubscriptions or CustomerAction.RequestSupport) => family
            is ProductFamily.Office365
                ? Ability.No(AbilityReason.AdminAgentRequired)
                : Ability.Yes,
            (AgentRole.HelpdeskAgent, CustomerAction.SubmitOrder or CustomerAction.Administer) => Ability.No(
                AbilityReason.AdminAgentRequired
            ),
        };

    private static FrozenSet<PartnerAction> ForAgent(AgentRole role) =>
        role switch
        {
            AgentRole.NotAnAgent => [],
            AgentRole.HelpdeskAgent => HelpdeskAgent,
            AgentRole.AdminAgent => AdminAgent,
        };

    private static FrozenSet<PartnerAction> ForAdmin(AdminRole role) =>
        role switch
        {
            AdminRole.NotAnAdmin => [],
            AdminRole.UserManagementAdmin => UserManagementAdmin,
            AdminRole.GlobalAdmin => GlobalAdmin,
        };

    private static FrozenSet<PartnerAction> Set(params PartnerAction[] actions) => actions.ToFrozenSet();
}
