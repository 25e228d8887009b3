namespace PartnerGraph.Graph.Events;

/// <summary>What can be followed. Each member has one line in <see cref="EventTable"/>.</summary>
public enum EventKind
{
    InvitationSent,
    InvitationViewed,
    InvitationAccepted,
    InvitationDeclined,
    InvitationDeliveryFailed,
    InvitationReminded,
    InvitationExpired,
    InvitationRevoked,
    PartnershipEstablished,
    PartnershipActingBegan,
    PartnershipAdministrationRemoved,
    PartnershipEnded,
    EnrollmentStatusChanged,
    CustomerRelationshipEstablished,
    CustomerRelationshipEnded,
    OrderSubmitted,
    SubscriptionQuantityChanged,
    SubscriptionSuspended,
    SubscriptionReactivated,
    LicenseAssigned,
    LicenseUnassigned,
    ServiceRequestChanged,
    SupportTicketChanged,
    LeadChanged,
}
