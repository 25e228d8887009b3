using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Subscriptions;

/// <summary>Orders and their lines.</summary>
internal static class OrderFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Object<OrderRow>(
            "Order",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Order, row.Id.Value)).Needs(nameof(OrderRow.Id));
                type.Load<OrderRow, OrganizationId, OrganizationRow>("customer", row => row.CustomerId, CustomersAsync)
                    .Needs(nameof(OrderRow.CustomerId));
                type.LoadPartner("submittedBy", row => row.SubmittedById).Needs(nameof(OrderRow.SubmittedById));
                type.Batch("lines", LinesAsync).Needs(nameof(OrderRow.Id));
                type.Field(row => row.CreatedAt);
            }
        );
        schema.Object<OrderLineRow>(
            "OrderLine",
            type =>
            {
                type.Load<OrderLineRow, OfferId, OfferRow>(
                    "offer",
                    row => row.OfferId,
                    SubscriptionFields.OffersByIdAsync
                );
                type.Field(row => row.Quantity);
                type.Field(row => row.ResellerMpnId);
                type.Load<OrderLineRow, CustomerSubscriptionId, SubscriptionRow>(
                    "subscription",
                    row => row.SubscriptionId,
                    SubscriptionFields.ByIdsAsync
                );
            }
        );
        schema.Connection<OrderRow>("Order");
        schema.Query(query => query.FieldAsync("orders", OrdersAsync));
    }

    /// <summary>For payloads that name an order.</summary>
    public static Task<IReadOnlyDictionary<OrderId, OrderRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrderId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => OrderQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> CustomersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => CustomerQueries.ByIdsAsync(db, context.Caller().Organization, ids, members, context.Cancellation);

    private static async Task<Connection<OrderRow>?> OrdersAsync(FieldContext context)
    {
        var customerId = context.Argument<string?>("customerId");
        var customer = GlobalId.Read(NodeKind.Customer, customerId);
        if (customerId is not null && customer is null)
        {
            // An id that names no customer has no orders, like one that names a foreign customer.
            return new Connection<OrderRow>(PageSlice<OrderRow>.Empty, _ => Task.FromResult<int?>(0));
        }

        OrganizationId? of = customer is { } id ? new OrganizationId(id) : null;
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            OrderQueries.PageAsync(
                OrderQueries.Of(db, of),
                page,
                context.Selection.MembersOf<OrderRow>(),
                context.Cancellation
            )
        );
        return new Connection<OrderRow>(
            slice,
            context.Counting(Tenant.Of(context.Caller().Organization), counted => OrderQueries.Of(counted, of))
        );
    }

    private static async Task<IReadOnlyList<IReadOnlyList<OrderLineRow>>> LinesAsync(
        IReadOnlyList<OrderRow> orders,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var lines = await OrderQueries.LinesAsync(
            db,
            [.. orders.Select(order => order.Id).Distinct()],
            context.Cancellation
        );
        return [.. orders.Select(order => lines[order.Id].ToArray())];
    }
}
