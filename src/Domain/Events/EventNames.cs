namespace PartnerGraph.Domain.Events;

/// <summary>Every stable event name. A name never changes its meaning; its content changes only with the version.</summary>
public static class EventNames
{
    public const string AdministrationActingBegan = "administration.actingBegan";
    public const string AdministrationApproved = "administration.approved";
    public const string AdministrationDeclined = "administration.declined";
    public const string AdministrationEnded = "administration.ended";
    public const string AdministrationExpired = "administration.expired";
    public const string AdministrationExpiring = "administration.expiring";
    public const string AdministrationExtended = "administration.extended";
    public const string AdministrationExtensionRequested = "administration.extensionRequested";
    public const string AdministrationGranted = "administration.granted";
    public const string AdministrationRequested = "administration.requested";
    public const string EnrollmentVerificationRequested = "enrollment.verificationRequested";
    public const string EnrollmentStatusChanged = "enrollment.statusChanged";
    public const string UserAdded = "user.added";
    public const string UserRolesChanged = "user.rolesChanged";
    public const string UserDeactivated = "user.deactivated";
    public const string UserReactivated = "user.reactivated";
    public const string PersonLinkRequested = "person.linkRequested";
    public const string PartnershipInvited = "partnership.invited";
    public const string PartnershipEstablished = "partnership.established";
    public const string PartnershipActingBegan = "partnership.actingBegan";
    public const string PartnershipAdministrationRemoved = "partnership.administrationRemoved";
    public const string PartnershipEnded = "partnership.ended";
    public const string CustomerInvited = "customer.invited";
    public const string CustomerAccessGranted = "customer.accessGranted";
    public const string CustomerAccessEnded = "customer.accessEnded";
    public const string LeadChanged = "lead.changed";
    public const string OrderSubmitted = "order.submitted";
    public const string OrganizationProfileChanged = "organization.profileChanged";
    public const string SubscriptionQuantityChanged = "subscription.quantityChanged";
    public const string SubscriptionSuspended = "subscription.suspended";
    public const string SubscriptionReactivated = "subscription.reactivated";
    public const string SubscriptionCancelled = "subscription.cancelled";
    public const string LicenseAssigned = "license.assigned";
    public const string LicenseUnassigned = "license.unassigned";
    public const string InvitationSent = "invitation.sent";
    public const string ServiceRequestChanged = "serviceRequest.changed";
    public const string SupportTicketChanged = "supportTicket.changed";
    public const string InvitationViewed = "invitation.viewed";
    public const string InvitationAccepted = "invitation.accepted";
    public const string InvitationDeclined = "invitation.declined";
    public const string InvitationDeliveryFailed = "invitation.deliveryFailed";
    public const string InvitationReminded = "invitation.reminded";
    public const string InvitationRevoked = "invitation.revoked";
    public const string InvitationExpired = "invitation.expired";
    public const string WebhookFailing = "webhook.failing";
    public const string WebhookStopped = "webhook.stopped";
}

/// <summary>The names under which an event's facts stand.</summary>
public static class FactNames
{
    public const string EnrollmentId = "enrollmentId";
    public const string OrganizationId = "organizationId";
    public const string UserId = "userId";
    public const string PersonId = "personId";
    public const string PersonLinkId = "personLinkId";
    public const string InvitationId = "invitationId";
    public const string PartnershipId = "partnershipId";
    public const string CustomerId = "customerId";
    public const string OrderId = "orderId";
    public const string WebhookEndpointId = "webhookEndpointId";
    public const string Reason = "reason";
    public const string Days = "days";
    public const string SubscriptionId = "subscriptionId";
    public const string Lines = "lines";
    public const string Released = "released";
    public const string LeadId = "leadId";
    public const string ServiceRequestId = "serviceRequestId";
    public const string SupportTicketId = "supportTicketId";
    public const string Message = "message";
    public const string InviterId = "inviterId";
    public const string IndirectProviderId = "indirectProviderId";
    public const string ResellerId = "resellerId";
    public const string ProviderId = "providerId";
    public const string Failure = "failure";
    public const string Kind = "kind";
    public const string Part = "part";
    public const string Purpose = "purpose";
    public const string From = "from";
    public const string To = "to";
    public const string Generation = "generation";
    public const string AgentRole = "agentRole";
    public const string AdminRole = "adminRole";
    public const string AdministrationGrantId = "administrationGrantId";
    public const string EndedById = "endedById";
}
