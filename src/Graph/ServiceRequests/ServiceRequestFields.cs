using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.ServiceRequests;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.SupportTickets;

namespace PartnerGraph.Graph.ServiceRequests;

/// <summary>Requests on behalf of customers: every field of the section, and where it is answered.</summary>
internal static class ServiceRequestFields
{
    private static readonly IReadOnlySet<string> NameAlone = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(OrganizationRow.Id),
        nameof(OrganizationRow.Name),
    };

    public static void Bind(SchemaBinding schema)
    {
        schema.Object<ServiceRequestRow>("ServiceRequest", BindRequest);
        schema.Object<OrganizationRow>(
            "Customer",
            type => type.Batch("serviceRequests", OfCustomersAsync).Needs(nameof(OrganizationRow.Id))
        );
        schema.Connection<ServiceRequestRow>("ServiceRequest");
        schema.Query(query => query.FieldAsync("serviceRequests", RequestsAsync));
        schema.Mutation<CreateServiceRequest, CreateServiceRequestInput, CreateServiceRequestPayload>(
            "createServiceRequest",
            payload => payload.LoadRequest(answer => answer.ServiceRequest)
        );
        schema.Mutation<ReplyToServiceRequest, ReplyToServiceRequestInput, ReplyToServiceRequestPayload>(
            "replyToServiceRequest",
            payload => payload.LoadRequest(answer => answer.ServiceRequest)
        );
        schema.Mutation<CloseServiceRequest, CloseServiceRequestInput, CloseServiceRequestPayload>(
            "closeServiceRequest",
            payload => payload.LoadRequest(answer => answer.ServiceRequest)
        );
        schema.Mutation<ReopenServiceRequest, ReopenServiceRequestInput, ReopenServiceRequestPayload>(
            "reopenServiceRequest",
            payload => payload.LoadRequest(answer => answer.ServiceRequest)
        );
    }

    private static void BindRequest(ObjectBinding<ServiceRequestRow> type)
    {
        type.Field("id", row => GlobalId.Of(NodeKind.ServiceRequest, row.Id.Value)).Needs(nameof(ServiceRequestRow.Id));
        type.Field(row => row.Title);
        type.Field(row => row.Status);
        type.Field(row => row.CreatedAt);
        type.Field(row => row.UpdatedAt);
        type.Field(row => row.ClosedAt);
        type.Field(row => row.ProductFamily);
        type.LoadPartner("requestedBy", row => row.RequestedById).Needs(nameof(ServiceRequestRow.RequestedById));
        type.Batch("customerName", CustomerNamesAsync).Needs(nameof(ServiceRequestRow.CustomerId));
        type.Load<ServiceRequestRow, OrganizationId, OrganizationRow>("customer", row => row.CustomerId, CustomersAsync)
            .Needs(nameof(ServiceRequestRow.CustomerId));
        type.Load<ServiceRequestRow, CustomerSubscriptionId, SubscriptionRow>(
                "subscription",
                row => row.SubscriptionId,
                (db, ids, members, context) => SubscriptionQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            )
            .Needs(nameof(ServiceRequestRow.SubscriptionId));
        type.Batch("messages", MessagesAsync).Needs(nameof(ServiceRequestRow.Id));
    }

    private static void LoadRequest<T>(this ObjectBinding<T> type, Func<T, ServiceRequestId?> id) =>
        type.Batch(
            "serviceRequest",
            async (answers, context) =>
            {
                await using var db = context.Open(context.CaseTenant());
                var rows = await ServiceRequestQueries.ByIdsAsync(
                    db,
                    [.. answers.Select(id).OfType<ServiceRequestId>()],
                    context.Selection.MembersOf<ServiceRequestRow>(),
                    context.Cancellation
                );
                return (IReadOnlyList<ServiceRequestRow?>)
                    [.. answers.Select(answer => id(answer) is { } own ? rows.GetValueOrDefault(own) : null)];
            }
        );

    private static async Task<Connection<ServiceRequestRow>?> RequestsAsync(FieldContext context)
    {
        var customerId = context.Argument<string?>("customerId");
        var customer = GlobalId.Read(NodeKind.Customer, customerId);
        if (customerId is not null && customer is null)
        {
            // An id that names no customer has no requests, like one that names a foreign customer.
            return new Connection<ServiceRequestRow>(PageSlice<ServiceRequestRow>.Empty, _ => Task.FromResult<int?>(0));
        }

        OrganizationId? of = customer is { } id ? new OrganizationId(id) : null;
        var status = context.Argument<CaseStatus?>("status");
        await using var db = context.Open(context.CaseTenant());
        var slice = await context.ReadAsync(page =>
            ServiceRequestQueries.PageAsync(
                ServiceRequestQueries.Of(db, of, status),
                page,
                context.Selection.MembersOf<ServiceRequestRow>(),
                context.Cancellation
            )
        );
        return new Connection<ServiceRequestRow>(
            slice,
            context.Counting(context.CaseTenant(), counted => ServiceRequestQueries.Of(counted, of, status))
        );
    }

    private static async Task<IReadOnlyList<Connection<ServiceRequestRow>?>> OfCustomersAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var members = context.Selection.MembersOf<ServiceRequestRow>();
        OrganizationId[] ids = [.. customers.Select(customer => customer.Id).Distinct()];
        await using var db = context.Open();
        var pages = await context.ReadAsync(page =>
            ServiceRequestQueries.PagesOfEachAsync(db, ids, page, members, context.Cancellation)
        );
        var count = context.CountingEach(
            context.CaseTenant(),
            (counted, cancellation) => ServiceRequestQueries.CountsOfEachAsync(counted, ids, cancellation)
        );
        return
        [
            .. customers.Select(customer => new Connection<ServiceRequestRow>(pages[customer.Id], count(customer.Id))),
        ];
    }

    private static Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> CustomersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => CustomerQueries.ByIdsAsync(db, context.Caller().Organization, ids, members, context.Cancellation);

    private static async Task<IReadOnlyList<string>> CustomerNamesAsync(
        IReadOnlyList<ServiceRequestRow> requests,
        FieldContext context
    )
    {
        await using var db = context.Open(context.CaseTenant());
        var rows = await OrganizationQueries.ByIdsAsync(
            db,
            [.. requests.Select(request => request.CustomerId).Distinct()],
            NameAlone,
            context.Cancellation
        );
        return [.. requests.Select(request => rows[request.CustomerId].Name)];
    }

    private static async Task<IReadOnlyList<IReadOnlyList<SupportMessageRow>>> MessagesAsync(
        IReadOnlyList<ServiceRequestRow> requests,
        FieldContext context
    )
    {
        await using var db = context.Open(context.CaseTenant());
        var messages = await ServiceRequestQueries.MessagesAsync(
            db,
            [.. requests.Select(request => request.Id).Distinct()],
            context.Cancellation
        );
        return [.. requests.Select(request => messages[request.Id.Value].ToArray())];
    }
}
