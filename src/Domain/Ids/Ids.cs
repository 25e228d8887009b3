namespace PartnerGraph.Domain.Ids;

/// <summary>An organization is a tenant (R1).</summary>
public readonly record struct OrganizationId(Guid Value);

/// <summary>The account of a human, apart from any membership.</summary>
public readonly record struct PersonId(Guid Value);

/// <summary>A person's membership of one organization.</summary>
public readonly record struct UserId(Guid Value);

public readonly record struct EnrollmentId(Guid Value);

public readonly record struct PartnershipId(Guid Value);

public readonly record struct CustomerAccessId(Guid Value);

public readonly record struct InvitationId(Guid Value);

/// <summary>A mailed single-use link of a person: consent to a membership, or a new password.</summary>
public readonly record struct PersonLinkId(Guid Value);

public readonly record struct SessionId(Guid Value);

public readonly record struct ApiTokenId(Guid Value);

public readonly record struct WebhookEndpointId(Guid Value);

public readonly record struct WebhookDeliveryId(Guid Value);

public readonly record struct LicenseId(Guid Value);

public readonly record struct CustomerImportId(Guid Value);

public readonly record struct OfferId(Guid Value);

public readonly record struct OrderId(Guid Value);

public readonly record struct CustomerSubscriptionId(Guid Value);

/// <summary>A customer's delegation to a partner, with scopes and an end.</summary>
public readonly record struct AdministrationGrantId(Guid Value);

/// <summary>One act in the audit trail; the same in the trail of every organization that it concerns.</summary>
public readonly record struct AuditEventId(Guid Value);

/// <summary>A service whose health the program tells.</summary>
public readonly record struct MonitoredServiceId(Guid Value);

public readonly record struct ServiceIncidentId(Guid Value);

public readonly record struct ServiceRequestId(Guid Value);

public readonly record struct SupportTicketId(Guid Value);

public readonly record struct LeadId(Guid Value);
