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
