using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Graph.Events;

/// <summary>A stored event as those who follow it see it; what it names is loaded under their rights of the moment.</summary>
public abstract record FollowedEvent(StoredEvent Stored, EventKind Kind);

public sealed record FollowedInvitation(
    StoredEvent Stored,
    EventKind Kind,
    InvitationId Invitation,
    InvitationKind Invited,
    PartnershipId? Partnership,
    OrganizationId? Customer
) : FollowedEvent(Stored, Kind)
{
    public static FollowedInvitation Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedInvitation(
            stored,
            kind,
            new InvitationId(facts.Id(FactNames.InvitationId)),
            SchemaName.Read<InvitationKind>(facts[FactNames.Kind]),
            facts.OptionalId(FactNames.PartnershipId) is { } partnership ? new PartnershipId(partnership) : null,
            facts.OptionalId(FactNames.CustomerId) is { } customer ? new OrganizationId(customer) : null
        );
    }
}

public sealed record FollowedPartnership(StoredEvent Stored, EventKind Kind, PartnershipId Partnership)
    : FollowedEvent(Stored, Kind)
{
    public static FollowedPartnership Of(StoredEvent stored, EventKind kind) =>
        new(stored, kind, new PartnershipId(stored.Facts().Id(FactNames.PartnershipId)));
}

public sealed record FollowedEnrollment(
    StoredEvent Stored,
    EventKind Kind,
    EnrollmentId Enrollment,
    EnrollmentStatus From,
    EnrollmentStatus To
) : FollowedEvent(Stored, Kind)
{
    public static FollowedEnrollment Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedEnrollment(
            stored,
            kind,
            new EnrollmentId(facts.Id(FactNames.EnrollmentId)),
            SchemaName.Read<EnrollmentStatus>(facts[FactNames.From]),
            SchemaName.Read<EnrollmentStatus>(facts[FactNames.To])
        );
    }
}

public sealed record FollowedRelationship(
    StoredEvent Stored,
    EventKind Kind,
    OrganizationId Partner,
    OrganizationId Customer,
    RelationshipKind Relationship
) : FollowedEvent(Stored, Kind)
{
    public static FollowedRelationship Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedRelationship(
            stored,
            kind,
            new OrganizationId(facts.Id(FactNames.OrganizationId)),
            new OrganizationId(facts.Id(FactNames.CustomerId)),
            SchemaName.Read<RelationshipKind>(facts[FactNames.Kind])
        );
    }
}

public sealed record FollowedGrant(
    StoredEvent Stored,
    EventKind Kind,
    AdministrationGrantId Grant,
    OrganizationId Customer
) : FollowedEvent(Stored, Kind)
{
    public static FollowedGrant Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedGrant(
            stored,
            kind,
            new AdministrationGrantId(facts.Id(FactNames.AdministrationGrantId)),
            new OrganizationId(facts.Id(FactNames.CustomerId))
        );
    }
}

public sealed record FollowedOrder(StoredEvent Stored, EventKind Kind, OrderId Order) : FollowedEvent(Stored, Kind)
{
    public static FollowedOrder Of(StoredEvent stored, EventKind kind) =>
        new(stored, kind, new OrderId(stored.Facts().Id(FactNames.OrderId)));
}

public sealed record FollowedSubscription(
    StoredEvent Stored,
    EventKind Kind,
    CustomerSubscriptionId Subscription,
    OrganizationId Customer
) : FollowedEvent(Stored, Kind)
{
    public static FollowedSubscription Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedSubscription(
            stored,
            kind,
            new CustomerSubscriptionId(facts.Id(FactNames.SubscriptionId)),
            new OrganizationId(facts.Id(FactNames.CustomerId))
        );
    }
}

public sealed record FollowedLicense(
    StoredEvent Stored,
    EventKind Kind,
    CustomerSubscriptionId Subscription,
    UserId CustomerUser
) : FollowedEvent(Stored, Kind)
{
    public static FollowedLicense Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedLicense(
            stored,
            kind,
            new CustomerSubscriptionId(facts.Id(FactNames.SubscriptionId)),
            new UserId(facts.Id(FactNames.UserId))
        );
    }
}

public sealed record FollowedServiceRequest(
    StoredEvent Stored,
    EventKind Kind,
    ServiceRequestId ServiceRequest,
    CaseStatus To
) : FollowedEvent(Stored, Kind)
{
    public static FollowedServiceRequest Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedServiceRequest(
            stored,
            kind,
            new ServiceRequestId(facts.Id(FactNames.ServiceRequestId)),
            SchemaName.Read<CaseStatus>(facts[FactNames.To])
        );
    }
}

public sealed record FollowedSupportTicket(
    StoredEvent Stored,
    EventKind Kind,
    SupportTicketId SupportTicket,
    CaseStatus To
) : FollowedEvent(Stored, Kind)
{
    public static FollowedSupportTicket Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedSupportTicket(
            stored,
            kind,
            new SupportTicketId(facts.Id(FactNames.SupportTicketId)),
            SchemaName.Read<CaseStatus>(facts[FactNames.To])
        );
    }
}

public sealed record FollowedLead(StoredEvent Stored, EventKind Kind, LeadId Lead, LeadStatus To)
    : FollowedEvent(Stored, Kind)
{
    public static FollowedLead Of(StoredEvent stored, EventKind kind)
    {
        var facts = stored.Facts();
        return new FollowedLead(
            stored,
            kind,
            new LeadId(facts.Id(FactNames.LeadId)),
            SchemaName.Read<LeadStatus>(facts[FactNames.To])
        );
    }
}

file static class Facts
{
    public static Guid Id(this IReadOnlyDictionary<string, string> facts, string name) => Guid.Parse(facts[name]);

    public static Guid? OptionalId(this IReadOnlyDictionary<string, string> facts, string name) =>
        facts.TryGetValue(name, out var id) ? Guid.Parse(id) : null;
}
