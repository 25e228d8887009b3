namespace PartnerGraph.Domain.Access;

/// <summary>What a user may do as a member of the organization.</summary>
public enum PartnerAction
{
    /// <summary>The organization's own account: its profiles and its enrollment.</summary>
    ReadAccount,

    /// <summary>Change the account; enroll.</summary>
    ManageAccount,
    ViewUsers,
    ManageUsers,

    /// <summary>Partners by name, country and kind: the pages of indirect providers and resellers.</summary>
    ViewPartners,

    /// <summary>All that a partner tells beyond its name, country and kind.</summary>
    ViewPartnerProfiles,
    AcceptPartnership,

    /// <summary>A provider's invitation to a reseller (R46).</summary>
    InviteReseller,

    /// <summary>Take back a provider's administration, end a partnership.</summary>
    ManagePartnerships,

    /// <summary>As a provider in the account of a reseller that grants administration (R52).</summary>
    ActForResellers,
    ViewCustomers,
    RequestCustomerRelationship,

    /// <summary>A partner its own one with a customer, a customer that with a partner.</summary>
    EndCustomerRelationship,

    /// <summary>A customer's own subscriptions, orders, licenses, and the partners who serve it.</summary>
    ViewOwnServices,
    ViewInvitations,
    ManageLeads,
    OpenSupportTicket,
    RequestDelegatedAdministration,

    /// <summary>As a customer: consent to what partners ask for, or decline it.</summary>
    DecideDelegatedAdministration,

    /// <summary>One's own tokens; they hold no more than one's own roles.</summary>
    ManageApiTokens,

    /// <summary>Where the organization is told of its events.</summary>
    ManageWebhooks,

    /// <summary>The joint or single invitation of a partner, accepted in a customer's name.</summary>
    AcceptCustomerInvitation,
    ReviewEnrollments,
    CreateProviders,
    ViewAllPartners,

    /// <summary>The installation's mail queue: what was given up, and why.</summary>
    OperateMail,

    /// <summary>Who did what in the organization's account, whoever it was.</summary>
    ViewAuditTrail,

    /// <summary>Which services are disturbed, and were.</summary>
    ViewServiceIncidents,

    /// <summary>The operator's word on a service.</summary>
    SetServiceHealth,

    /// <summary>Read service requests and write in them; to act for a customer needs an agent level as well.</summary>
    FollowServiceRequests,

    /// <summary>Read one's own tickets with the program and write in them; at the operator's everybody's.</summary>
    FollowSupportTickets,

    /// <summary>Enter a lead: the program's, or a provider's own.</summary>
    EnterLeads,

    /// <summary>What was ordered under the organization's MPN ID, or submitted by it (R77).</summary>
    ViewIncentives,
}

/// <summary>What a user may do for one customer.</summary>
public enum CustomerAction
{
    View,
    ViewServiceHealth,
    SubmitOrder,
    ManageSubscriptions,
    RequestSupport,
    Administer,
}
