using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>A subscription as it is read. Members that were not asked for have their default.</summary>
public sealed class SubscriptionRow
{
    public CustomerSubscriptionId Id { get; init; }
    public OrganizationId CustomerId { get; init; }
    public OfferId OfferId { get; init; }
    public int Quantity { get; init; }
    public int Assigned { get; init; }
    public SubscriptionStatus Status { get; init; }
    public string ResellerOfRecordMpnId { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
}

public static class SubscriptionQueries
{
    public static PageOrder<SubscriptionRow> Oldest { get; } = PageOrder<SubscriptionRow>.By(row => row.Id);

    private static readonly RowSelector<CustomerSubscription, SubscriptionRow> Select = new(
        subscription => new SubscriptionRow
        {
            Id = subscription.Id,
            CustomerId = subscription.CustomerId,
            OfferId = subscription.OfferId,
            Quantity = subscription.Quantity,
            Assigned = subscription.Assigned,
            Status = subscription.Status,
            ResellerOfRecordMpnId = subscription.ResellerOfRecordMpnId,
            CreatedAt = subscription.CreatedAt,
        }
    );

    private static readonly IReadOnlySet<string> WithCustomer = Oldest
        .Members.Append(nameof(SubscriptionRow.CustomerId))
        .ToHashSet(StringComparer.Ordinal);

    public static async Task<IReadOnlyDictionary<CustomerSubscriptionId, SubscriptionRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<CustomerSubscriptionId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Subscriptions.Where(subscription => ids.Contains(subscription.Id))
            .Select(Select.Narrow(members, Oldest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The same page of the subscriptions of each of these customers, in one statement (R67).</summary>
    public static Task<IReadOnlyDictionary<OrganizationId, PageSlice<SubscriptionRow>>> PagesOfEachAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> customers,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        db.Subscriptions.PagesOfEachAsync(
            subscription => subscription.CustomerId,
            customers,
            Select.Narrow(members, WithCustomer),
            row => row.CustomerId,
            Oldest,
            page,
            cancellationToken
        );

    /// <summary>The customer, its reseller of record and the providers who have it through that one, while they have it. To be asked for everyone.</summary>
    public static async Task<IReadOnlyList<OrganizationId>> SeenByAsync(
        PartnerGraphDb db,
        OrganizationId customer,
        OrganizationId reseller,
        CancellationToken cancellationToken
    )
    {
        var partners = await db
            .CustomerAccess.AsNoTracking()
            .Where(access =>
                access.EndedAt == null
                && access.CustomerId == customer
                && (access.OrganizationId == reseller || access.ViaResellerId == reseller)
            )
            .Select(access => access.OrganizationId)
            .Distinct()
            .ToListAsync(cancellationToken);
        return [customer, .. partners];
    }

    public static IQueryable<CustomerSubscription> Of(PartnerGraphDb db, OrganizationId customer) =>
        db.Subscriptions.Where(subscription => subscription.CustomerId == customer);
}
