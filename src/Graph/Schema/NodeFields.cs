using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.ApiTokens;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Customers;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Mails;
using PartnerGraph.Graph.Organizations;
using PartnerGraph.Graph.Webhooks;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Partnerships;
using PartnerGraph.Persistence.ServiceHealth;
using PartnerGraph.Persistence.ServiceRequests;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.SupportTickets;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Schema;

/// <summary>
/// <c>node(id:)</c>: how an id of each kind is read back, under the permission that its own field asks for. An id of something that
/// the caller may not see, of another kind or of nothing all answer null.
/// </summary>
internal static class NodeFields
{
    private static readonly Permission ViewPartners = Permission.To(PartnerAction.ViewPartners);
    private static readonly Permission ReadAccount = Permission.To(PartnerAction.ReadAccount);
    private static readonly Permission ManageAccount = Permission.ForPeopleTo(PartnerAction.ManageAccount);
    private static readonly Permission ViewUsers = Permission.To(PartnerAction.ViewUsers);
    private static readonly Permission ViewCustomers = Permission.To(PartnerAction.ViewCustomers);
    private static readonly Permission ViewServices = Permission.ToAny(
        ApiScope.Read,
        PartnerAction.ViewCustomers,
        PartnerAction.ViewOwnServices
    );
    private static readonly Permission ViewInvitations = Permission.To(PartnerAction.ViewInvitations);
    private static readonly Permission ViewAuditTrail = Permission.To(PartnerAction.ViewAuditTrail);
    private static readonly Permission ManageLeads = Permission.To(PartnerAction.ManageLeads);
    private static readonly Permission ViewServiceIncidents = Permission.To(PartnerAction.ViewServiceIncidents);
    private static readonly Permission FollowServiceRequests = Permission.To(PartnerAction.FollowServiceRequests);
    private static readonly Permission FollowSupportTickets = Permission.To(PartnerAction.FollowSupportTickets);
    private static readonly Permission ManageApiTokens = Permission.ForPeopleTo(PartnerAction.ManageApiTokens);
    private static readonly Permission ManageWebhooks = Permission.ForPeopleTo(PartnerAction.ManageWebhooks);
    private static readonly Permission OperateMail = Permission.ForPeopleTo(PartnerAction.OperateMail);

    public static void Bind(SchemaBinding schema)
    {
        schema.ResolveType<object>("Node", TypeOf);
        schema.Query(query => query.FieldAsync("node", NodeAsync));
    }

    private static string TypeOf(object node) =>
        node switch
        {
            OrganizationRow row => OrganizationFields.TypeOf(row.Kind),
            UserRow => "User",
            CustomerUser => "CustomerUser",
            PartnershipRow => "Partnership",
            InvitationRow => "Invitation",
            Persistence.ApiTokens.ApiToken => "ApiToken",
            Domain.Webhooks.WebhookEndpoint => "WebhookEndpoint",
            Persistence.Webhooks.WebhookDelivery => "WebhookDelivery",
            EnrollmentRow => "Enrollment",
            OfferRow => "Offer",
            CustomerImportRow => "CustomerImport",
            OrderRow => "Order",
            AdministrationGrantRow => "AdministrationGrant",
            SubscriptionRow => "CustomerSubscription",
            QueuedMailRow => "QueuedMail",
            Persistence.Audit.AuditEvent => "AuditEvent",
            LeadRow => "Lead",
            ServiceRequestRow => "ServiceRequest",
            SupportTicketRow => "SupportTicket",
            ServiceIncidentRow => "ServiceIncident",
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no node."),
        };

    private static async Task<object?> NodeAsync(FieldContext context)
    {
        if (!GlobalId.TryParse(context.Argument<string>("id"), out var kind, out var id))
        {
            return null;
        }

        return kind switch
        {
            NodeKind.Partner => await PartnerAsync(context, new OrganizationId(id)),
            NodeKind.Operator => await OperatorAsync(context, new OrganizationId(id)),
            NodeKind.Customer => await RowAsync(context, ViewServices, new OrganizationId(id), CustomerAsync),
            NodeKind.User => await OwnUserAsync(context, new UserId(id)),
            NodeKind.CustomerUser => await CustomerUserAsync(context, new UserId(id)),
            NodeKind.Partnership => await RowAsync(
                context,
                ViewPartners,
                new PartnershipId(id),
                (db, ids, members) => PartnershipQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.Invitation => await RowAsync(
                context,
                ViewInvitations,
                new InvitationId(id),
                (db, ids, members) => InvitationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.ApiToken => Allowed(context, ManageApiTokens)
                ? await ApiTokenFields.FindAsync(context, new ApiTokenId(id))
                : null,
            NodeKind.WebhookEndpoint => Allowed(context, ManageWebhooks)
                ? await WebhookFields.FindEndpointAsync(context, new WebhookEndpointId(id))
                : null,
            NodeKind.WebhookDelivery => Allowed(context, ManageWebhooks)
                ? await WebhookFields.FindDeliveryAsync(context, new WebhookDeliveryId(id))
                : null,
            NodeKind.Enrollment => Allowed(context, ReadAccount)
                ? await EnrollmentReads.FindAsync(context, new EnrollmentId(id))
                : null,
            NodeKind.Offer => await RowAsync(
                context,
                ViewServices,
                new OfferId(id),
                (db, ids, members) => OfferQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.Order => await RowAsync(
                context,
                ViewServices,
                new OrderId(id),
                (db, ids, members) => OrderQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.Subscription => await RowAsync(
                context,
                ViewServices,
                new CustomerSubscriptionId(id),
                (db, ids, members) => SubscriptionQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.QueuedMail => Allowed(context, OperateMail) ? await MailFields.FindAsync(context, id) : null,
            NodeKind.AdministrationGrant => await RowAsync(
                context,
                ViewServices,
                new AdministrationGrantId(id),
                (db, ids, members) => AdministrationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.AuditEvent => Allowed(context, ViewAuditTrail)
                ? await AuditFields.FindAsync(context, new AuditEventId(id))
                : null,
            NodeKind.CustomerImport => await RowAsync(
                context,
                ManageAccount,
                new CustomerImportId(id),
                (db, ids, members) => CustomerImportQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.Lead => await RowAsync(
                context,
                ManageLeads,
                new LeadId(id),
                (db, ids, members) => LeadQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.ServiceRequest => await CaseAsync(
                context,
                FollowServiceRequests,
                new ServiceRequestId(id),
                (db, ids, members) => ServiceRequestQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.SupportTicket => await CaseAsync(
                context,
                FollowSupportTickets,
                new SupportTicketId(id),
                (db, ids, members) => SupportTicketQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.ServiceIncident => await RowAsync(
                context,
                ViewServiceIncidents,
                new ServiceIncidentId(id),
                (db, ids, members) => ServiceHealthQueries.IncidentsByIdsAsync(db, ids, members, context.Cancellation)
            ),
            NodeKind.ProviderListing => null,
        };

        Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> CustomerAsync(
            PartnerGraphDb db,
            IReadOnlyCollection<OrganizationId> ids,
            IReadOnlySet<string> members
        ) =>
            CustomerQueries.ByIdsAsync(db, context.Caller().Organization, ids, WithKind(members), context.Cancellation);
    }

    private static bool Allowed(FieldContext context, Permission permission) =>
        permission.Decide(context.State<RequestState>()) is null;

    private static HashSet<string> WithKind(IReadOnlySet<string> members) => [.. members, nameof(OrganizationRow.Kind)];

    private static async Task<TRow?> RowAsync<TKey, TRow>(
        FieldContext context,
        Permission permission,
        TKey id,
        Func<
            PartnerGraphDb,
            IReadOnlyCollection<TKey>,
            IReadOnlySet<string>,
            Task<IReadOnlyDictionary<TKey, TRow>>
        > read
    )
        where TKey : notnull
        where TRow : class
    {
        if (!Allowed(context, permission))
        {
            return null;
        }

        await using var db = context.Open();
        return (await read(db, [id], context.Selection.MembersOf<TRow>())).GetValueOrDefault(id);
    }

    /// <summary>As <see cref="RowAsync"/>; the operator sees the cases of all.</summary>
    private static async Task<TRow?> CaseAsync<TKey, TRow>(
        FieldContext context,
        Permission permission,
        TKey id,
        Func<
            PartnerGraphDb,
            IReadOnlyCollection<TKey>,
            IReadOnlySet<string>,
            Task<IReadOnlyDictionary<TKey, TRow>>
        > read
    )
        where TKey : notnull
        where TRow : class
    {
        if (!Allowed(context, permission))
        {
            return null;
        }

        await using var db = context.Open(context.CaseTenant());
        return (await read(db, [id], context.Selection.MembersOf<TRow>())).GetValueOrDefault(id);
    }

    private static async Task<OrganizationRow?> PartnerAsync(FieldContext context, OrganizationId id)
    {
        if (!Allowed(context, ViewPartners))
        {
            return null;
        }

        await using var db = context.Open(context.PartnerTenant());
        return await OrganizationQueries.PartnerByIdAsync(
            db,
            id,
            WithKind(context.Selection.MembersOf<OrganizationRow>()),
            context.Cancellation
        );
    }

    private static async Task<OrganizationRow?> OperatorAsync(FieldContext context, OrganizationId id)
    {
        var caller = context.Caller();
        if (caller.Organization != id || caller.OrganizationKind is not OrganizationKind.Operator)
        {
            return null;
        }

        await using var db = context.Open();
        var members = WithKind(context.Selection.MembersOf<OrganizationRow>());
        return (await OrganizationQueries.ByIdsAsync(db, [id], members, context.Cancellation)).GetValueOrDefault(id);
    }

    private static async Task<UserRow?> OwnUserAsync(FieldContext context, UserId id)
    {
        var caller = context.Caller();
        if (id != caller.User && !Allowed(context, ViewUsers))
        {
            return null;
        }

        await using var db = context.Open();
        return await UserQueries.OfOrganizationAsync(
            db,
            caller.Organization,
            id,
            context.Selection.MembersOf<UserRow>(),
            context.Cancellation
        );
    }

    private static async Task<CustomerUser?> CustomerUserAsync(FieldContext context, UserId id)
    {
        if (!Allowed(context, ViewServices))
        {
            return null;
        }

        await using var db = context.Open();
        var row = await UserQueries.OfCustomersAsync(
            db,
            context.Caller().Organization,
            id,
            context.Selection.MembersOf<CustomerUser>(),
            context.Cancellation
        );
        return row is null ? null : new CustomerUser(row);
    }
}
