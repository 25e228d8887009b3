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
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;
using static PartnerGraph.Graph.Access.PermissionName;

namespace PartnerGraph.Graph.Schema;

/// <summary>
/// <c>node(id:)</c>: how an id of each kind is read back, under the permission that its own field asks for. An id of something that
/// the caller may not see, of another kind or of nothing all answer null.
/// </summary>
internal static class NodeFields
{
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

    /// <summary>How an id of one kind is read back.</summary>
    /// <param name="Permission">Null where the reader itself decides.</param>
    private sealed record NodeReader(PermissionName? Permission, Func<FieldContext, Guid, Task<object?>> FindAsync);

    private delegate Task<IReadOnlyDictionary<TKey, TRow>> ReadByIds<TKey, TRow>(
        PartnerGraphDb db,
        IReadOnlyCollection<TKey> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellation
    );

    private static async Task<object?> NodeAsync(FieldContext context)
    {
        if (!GlobalId.TryParse(context.Argument<string>("id"), out var kind, out var id))
        {
            return null;
        }

        var reader = ReaderOf(kind);
        return reader.Permission is { } permission && !Allowed(context, permission)
            ? null
            : await reader.FindAsync(context, id);
    }

    private static NodeReader ReaderOf(NodeKind kind) =>
        kind switch
        {
            NodeKind.Partner => new(ViewPartners, PartnerAsync),
            NodeKind.Operator => new(null, OperatorAsync),
            NodeKind.Customer => new(ViewCustomer, CustomerAsync),
            NodeKind.User => new(null, OwnUserAsync),
            NodeKind.CustomerUser => new(ViewCustomer, CustomerUserAsync),
            NodeKind.Enrollment => new(
                ReadAccount,
                async (context, id) => await EnrollmentReads.FindAsync(context, new EnrollmentId(id))
            ),
            NodeKind.Partnership => Rows(ViewPartners, id => new PartnershipId(id), PartnershipQueries.ByIdsAsync),
            NodeKind.Invitation => Rows(ViewInvitations, id => new InvitationId(id), InvitationQueries.ByIdsAsync),
            NodeKind.ApiToken => new(
                ManageApiTokens,
                async (context, id) => await ApiTokenFields.FindAsync(context, new ApiTokenId(id))
            ),
            NodeKind.WebhookEndpoint => new(
                ManageWebhooks,
                async (context, id) => await WebhookFields.FindEndpointAsync(context, new WebhookEndpointId(id))
            ),
            NodeKind.WebhookDelivery => new(
                ManageWebhooks,
                async (context, id) => await WebhookFields.FindDeliveryAsync(context, new WebhookDeliveryId(id))
            ),
            NodeKind.Offer => Rows(ViewCustomer, id => new OfferId(id), OfferQueries.ByIdsAsync),
            NodeKind.Order => Rows(ViewCustomer, id => new OrderId(id), OrderQueries.ByIdsAsync),
            NodeKind.Subscription => Rows(
                ViewCustomer,
                id => new CustomerSubscriptionId(id),
                SubscriptionQueries.ByIdsAsync
            ),
            NodeKind.AdministrationGrant => Rows(
                ViewCustomer,
                id => new AdministrationGrantId(id),
                AdministrationQueries.ByIdsAsync
            ),
            NodeKind.CustomerImport => Rows(
                ManageAccount,
                id => new CustomerImportId(id),
                CustomerImportQueries.ByIdsAsync
            ),
            NodeKind.Lead => Rows(ManageLeads, id => new LeadId(id), LeadQueries.ByIdsAsync),
            NodeKind.ServiceRequest => Rows(
                FollowServiceRequests,
                id => new ServiceRequestId(id),
                ServiceRequestQueries.ByIdsAsync,
                Loading.CaseTenant
            ),
            NodeKind.SupportTicket => Rows(
                FollowSupportTickets,
                id => new SupportTicketId(id),
                SupportTicketQueries.ByIdsAsync,
                Loading.CaseTenant
            ),
            NodeKind.ServiceIncident => Rows(
                ViewServiceIncidents,
                id => new ServiceIncidentId(id),
                ServiceHealthQueries.IncidentsByIdsAsync
            ),
            NodeKind.AuditEvent => new(
                ViewAuditTrail,
                async (context, id) => await AuditFields.FindAsync(context, new AuditEventId(id))
            ),
            NodeKind.QueuedMail => new(OperateMail, async (context, id) => await MailFields.FindAsync(context, id)),
            // An entry of the directory is found there alone.
            NodeKind.ProviderListing => new(null, (_, _) => Task.FromResult<object?>(null)),
        };

    /// <summary>Rows of a query by ids, as the caller's organization sees them.</summary>
    /// <param name="tenant">Null: the caller's organization.</param>
    private static NodeReader Rows<TKey, TRow>(
        PermissionName permission,
        Func<Guid, TKey> key,
        ReadByIds<TKey, TRow> read,
        Func<FieldContext, Tenant>? tenant = null
    )
        where TKey : notnull
        where TRow : class =>
        new(
            permission,
            async (context, id) =>
            {
                await using var db = tenant is null ? context.Open() : context.Open(tenant(context));
                var rows = await read(db, [key(id)], context.Selection.MembersOf<TRow>(), context.Cancellation);
                return rows.GetValueOrDefault(key(id));
            }
        );

    private static bool Allowed(FieldContext context, PermissionName permission) =>
        PermissionTable.Of(permission).Decide(context.State<RequestState>()) is null;

    private static HashSet<string> WithKind(IReadOnlySet<string> members) => [.. members, nameof(OrganizationRow.Kind)];

    private static async Task<object?> PartnerAsync(FieldContext context, Guid id)
    {
        await using var db = context.Open(context.PartnerTenant());
        return await OrganizationQueries.PartnerByIdAsync(
            db,
            new OrganizationId(id),
            WithKind(context.Selection.MembersOf<OrganizationRow>()),
            context.Cancellation
        );
    }

    private static async Task<object?> CustomerAsync(FieldContext context, Guid id)
    {
        var customer = new OrganizationId(id);
        await using var db = context.Open();
        var rows = await CustomerQueries.ByIdsAsync(
            db,
            context.Caller().Organization,
            [customer],
            WithKind(context.Selection.MembersOf<OrganizationRow>()),
            context.Cancellation
        );
        return rows.GetValueOrDefault(customer);
    }

    private static async Task<object?> OperatorAsync(FieldContext context, Guid id)
    {
        var own = new OrganizationId(id);
        var caller = context.Caller();
        if (caller.Organization != own || caller.OrganizationKind is not OrganizationKind.Operator)
        {
            return null;
        }

        await using var db = context.Open();
        var members = WithKind(context.Selection.MembersOf<OrganizationRow>());
        return (await OrganizationQueries.ByIdsAsync(db, [own], members, context.Cancellation)).GetValueOrDefault(own);
    }

    // One's own user needs no permission.
    private static async Task<object?> OwnUserAsync(FieldContext context, Guid id)
    {
        var user = new UserId(id);
        var caller = context.Caller();
        if (user != caller.User && !Allowed(context, ViewUsers))
        {
            return null;
        }

        await using var db = context.Open();
        return await UserQueries.OfOrganizationAsync(
            db,
            caller.Organization,
            user,
            context.Selection.MembersOf<UserRow>(),
            context.Cancellation
        );
    }

    private static async Task<object?> CustomerUserAsync(FieldContext context, Guid id)
    {
        await using var db = context.Open();
        var row = await UserQueries.OfCustomersAsync(
            db,
            context.Caller().Organization,
            new UserId(id),
            context.Selection.MembersOf<CustomerUser>(),
            context.Cancellation
        );
        return row is null ? null : new CustomerUser(row);
    }
}
