using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>An order as it is read. Members that were not asked for have their default.</summary>
public sealed class OrderRow
{
    public OrderId Id { get; init; }
    public OrganizationId CustomerId { get; init; }
    public OrganizationId SubmittedById { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

public sealed record OrderLineRow(
    OrderId OrderId,
    int Number,
    OfferId OfferId,
    int Quantity,
    string ResellerMpnId,
    CustomerSubscriptionId SubscriptionId
);

public static class OrderQueries
{
    public static PageOrder<OrderRow> Newest { get; } = PageOrder<OrderRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<Order, OrderRow> Select = new(order => new OrderRow
    {
        Id = order.Id,
        CustomerId = order.CustomerId,
        SubmittedById = order.SubmittedById,
        CreatedAt = order.CreatedAt,
    });

    public static async Task<IReadOnlyDictionary<OrderId, OrderRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrderId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Orders.Where(order => ids.Contains(order.Id))
            .Select(Select.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The orders that the tenant sees, of one customer where one is named.</summary>
    public static IQueryable<Order> Of(PartnerGraphDb db, OrganizationId? customer) =>
        customer is { } one ? db.Orders.Where(order => order.CustomerId == one) : db.Orders;

    public static Task<PageSlice<OrderRow>> PageAsync(
        IQueryable<Order> orders,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => orders.Select(Select.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    /// <summary>The lines of each order as they were submitted.</summary>
    public static async Task<ILookup<OrderId, OrderLineRow>> LinesAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrderId> orders,
        CancellationToken cancellationToken
    )
    {
        var lines = await db
            .Orders.AsNoTracking()
            .Where(order => orders.Contains(order.Id))
            .SelectMany(
                order => order.Lines,
                (order, line) =>
                    new OrderLineRow(
                        order.Id,
                        line.Number,
                        line.OfferId,
                        line.Quantity,
                        line.ResellerMpnId,
                        line.SubscriptionId
                    )
            )
            .ToListAsync(cancellationToken);
        return lines.OrderBy(line => line.Number).ToLookup(line => line.OrderId);
    }
}
