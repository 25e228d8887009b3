using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Partnerships;
using PartnerGraph.Persistence.ServiceRequests;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.SupportTickets;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Events;

/// <summary>The types of events, each with what its events name. What the caller can no longer see by now is null.</summary>
internal static class EventFamilies
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Family<FollowedInvitation>("InvitationEvent", BindInvitation);
        schema.Family<FollowedInvitation>("InvitationAcceptedEvent", BindInvitation, withKind: false);
        schema.Family<FollowedPartnership>(
            "PartnershipEvent",
            type =>
                type.Load<FollowedPartnership, PartnershipId, PartnershipRow>(
                    "partnership",
                    shown => shown.Partnership,
                    (db, ids, members, context) => PartnershipQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                )
        );
        schema.Family<FollowedEnrollment>(
            "EnrollmentEvent",
            type =>
            {
                type.Load<FollowedEnrollment, EnrollmentId, EnrollmentRow>(
                    "enrollment",
                    shown => shown.Enrollment,
                    (db, ids, members, context) => EnrollmentQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Field("from", shown => shown.From);
                type.Field("to", shown => shown.To);
            }
        );
        schema.Family<FollowedRelationship>("CustomerRelationshipEvent", BindRelationship);
        schema.Family<FollowedGrant>(
            "AdministrationEvent",
            type =>
            {
                type.Load<FollowedGrant, AdministrationGrantId, AdministrationGrantRow>(
                    "administrationGrant",
                    shown => shown.Grant,
                    (db, ids, members, context) =>
                        AdministrationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.LoadCustomer(shown => shown.Customer);
            }
        );
        schema.Family<FollowedOrder>(
            "OrderEvent",
            type =>
                type.Load<FollowedOrder, OrderId, OrderRow>(
                    "order",
                    shown => shown.Order,
                    (db, ids, members, context) => OrderQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                )
        );
        schema.Family<FollowedSubscription>(
            "SubscriptionEvent",
            type =>
            {
                type.LoadSubscription(shown => shown.Subscription);
                type.LoadCustomer(shown => shown.Customer);
            }
        );
        schema.Family<FollowedServiceRequest>(
            "ServiceRequestEvent",
            type =>
            {
                type.Load<FollowedServiceRequest, ServiceRequestId, ServiceRequestRow>(
                    "serviceRequest",
                    shown => shown.ServiceRequest,
                    (db, ids, members, context) =>
                        ServiceRequestQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Field("to", shown => shown.To);
            }
        );
        schema.Family<FollowedSupportTicket>(
            "SupportTicketEvent",
            type =>
            {
                type.Load<FollowedSupportTicket, SupportTicketId, SupportTicketRow>(
                    "supportTicket",
                    shown => shown.SupportTicket,
                    (db, ids, members, context) =>
                        SupportTicketQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Field("to", shown => shown.To);
            }
        );
        schema.Family<FollowedLead>(
            "LeadEvent",
            type =>
            {
                type.Load<FollowedLead, LeadId, LeadRow>(
                    "lead",
                    shown => shown.Lead,
                    (db, ids, members, context) => LeadQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Field("to", shown => shown.To);
            }
        );
        schema.Family<FollowedLicense>(
            "LicenseEvent",
            type =>
            {
                type.LoadSubscription(shown => shown.Subscription);
                type.Load<FollowedLicense, UserId, CustomerUser>(
                    "customerUser",
                    shown => shown.CustomerUser,
                    CustomerUsersAsync
                );
            }
        );
    }

    private static void BindInvitation(ObjectBinding<FollowedInvitation> type)
    {
        type.Load<FollowedInvitation, InvitationId, InvitationRow>(
            "invitation",
            shown => shown.Invitation,
            (db, ids, members, context) => InvitationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
        );
        type.Load<FollowedInvitation, PartnershipId, PartnershipRow>(
            "partnership",
            shown => shown.Partnership,
            (db, ids, members, context) => PartnershipQueries.ByIdsAsync(db, ids, members, context.Cancellation)
        );
        type.LoadCustomer(shown => shown.Customer);
    }

    private static void BindRelationship(ObjectBinding<FollowedRelationship> type)
    {
        type.Field("customerId", shown => GlobalId.Of(NodeKind.Customer, shown.Customer.Value));
        type.LoadCustomer(shown => shown.Customer);
        type.LoadPartner("partner", shown => shown.Partner);
        type.Field("relationshipKind", shown => shown.Relationship);
    }

    private static void Family<T>(
        this SchemaBinding schema,
        string name,
        Action<ObjectBinding<T>> fields,
        bool withKind = true
    )
        where T : FollowedEvent =>
        schema.Object<T>(
            name,
            type =>
            {
                type.Field("id", shown => shown.Stored.Id.ToString("N"));
                type.Field("position", shown => EventPosition.Write(shown.Stored.Position));
                type.Field("occurredAt", shown => shown.Stored.OccurredAt);
                if (withKind)
                {
                    type.Field("kind", shown => shown.Kind);
                }

                fields(type);
            }
        );

    private static void LoadCustomer<T>(this ObjectBinding<T> type, Func<T, OrganizationId?> key) =>
        type.Load<T, OrganizationId, OrganizationRow>(
            "customer",
            key,
            (db, ids, members, context) =>
                CustomerQueries.ByIdsAsync(db, context.Caller().Organization, ids, members, context.Cancellation)
        );

    private static void LoadSubscription<T>(this ObjectBinding<T> type, Func<T, CustomerSubscriptionId?> key) =>
        type.Load<T, CustomerSubscriptionId, SubscriptionRow>(
            "subscription",
            key,
            (db, ids, members, context) => SubscriptionQueries.ByIdsAsync(db, ids, members, context.Cancellation)
        );

    private static async Task<IReadOnlyDictionary<UserId, CustomerUser>> CustomerUsersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<UserId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    )
    {
        var rows = await UserQueries.ByIdsAsync(db, ids, members, context.Cancellation);
        return rows.ToDictionary(row => row.Key, row => new CustomerUser(row.Value));
    }
}
