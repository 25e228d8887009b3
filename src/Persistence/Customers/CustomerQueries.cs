using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;

namespace PartnerGraph.Persistence.Customers;

/// <summary>A relationship with a customer as it is read.</summary>
public sealed record CustomerAccessRow(
    OrganizationId CustomerId,
    OrganizationId OrganizationId,
    RelationshipKind Kind,
    OrganizationId? ViaResellerId,
    CustomerSource? Source,
    DateTimeOffset GrantedAt
);

/// <summary>A place in a list of customers.</summary>
public sealed class CustomerPlace
{
    public OrganizationId Id { get; init; }
}

/// <summary>A place in a partner's list of shared customers.</summary>
public sealed class SharedPlace
{
    public OrganizationId PartnerId { get; init; }
    public OrganizationId Id { get; init; }
}

/// <summary>What narrows a list of customers.</summary>
public sealed record CustomerSearch(
    string? Text = null,
    OrganizationId? SharedWith = null,
    CustomerSource? Source = null
);

/// <summary>
/// Customers by the relationships in customer_access. Pages run along its index by customer id and then load what is shown, so
/// that a page costs the same among 20 customers and among 2,000,000.
/// </summary>
public static class CustomerQueries
{
    public static PageOrder<CustomerPlace> Order { get; } = PageOrder<CustomerPlace>.By(place => place.Id);

    private static PageOrder<SharedPlace> SharedOrder { get; } = PageOrder<SharedPlace>.By(place => place.Id);

    /// <summary>The viewer's customers; those shared with a partner where the search names one (R55).</summary>
    public static async Task<PageSlice<OrganizationRow>> PageAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        CustomerSearch search,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    )
    {
        var places = await Places(db, viewer, search).PageAsync(Order, page, cancellationToken);
        var ids = places.Items.Select(place => place.Id).ToList();
        var rows = await OrganizationQueries.ByIdsAsync(db, ids, members, cancellationToken);
        return places.With([.. ids.Select(id => rows[id])]);
    }

    /// <summary>The same page of the customers shared with each of these partners (R55), numbered in one statement.</summary>
    public static async Task<IReadOnlyDictionary<OrganizationId, PageSlice<OrganizationRow>>> SharedPagesAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        IReadOnlyCollection<OrganizationId> partners,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    )
    {
        var pages = await SharedPlaces(db, viewer)
            .PagesOfEachAsync(
                place => place.PartnerId,
                partners,
                place => new SharedPlace { PartnerId = place.PartnerId, Id = place.Id },
                place => place.PartnerId,
                SharedOrder,
                page,
                cancellationToken
            );
        var ids = pages.Values.SelectMany(slice => slice.Items).Select(place => place.Id).Distinct().ToList();
        var rows = await OrganizationQueries.ByIdsAsync(db, ids, members, cancellationToken);
        return pages.ToDictionary(
            one => one.Key,
            one => one.Value.With<OrganizationRow>([.. one.Value.Items.Select(place => rows[place.Id])])
        );
    }

    /// <summary>How many customers are shared with each of these partners that shares any.</summary>
    public static async Task<IReadOnlyDictionary<OrganizationId, int>> SharedCountsAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        IReadOnlyCollection<OrganizationId> partners,
        CancellationToken cancellationToken
    ) =>
        await SharedPlaces(db, viewer)
            .Where(place => partners.Contains(place.PartnerId))
            .GroupBy(place => place.PartnerId)
            .Select(places => new { places.Key, Count = places.Count() })
            .ToDictionaryAsync(places => places.Key, places => places.Count, cancellationToken);

    public static Task<int> CountAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        CustomerSearch search,
        CancellationToken cancellationToken
    ) => Places(db, viewer, search).CountAsync(cancellationToken);

    /// <summary>One's own customer by id, or oneself; nothing for a foreign id, as for an unknown one.</summary>
    public static async Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> ByIdsAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        IReadOnlyCollection<OrganizationId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    )
    {
        var mine = await Own(db, viewer)
            .Where(access => ids.Contains(access.CustomerId))
            .Select(access => access.CustomerId)
            .Distinct()
            .ToListAsync(cancellationToken);
        if (
            ids.Contains(viewer)
            && await db.Organizations.AnyAsync(
                row => row.Id == viewer && row.Kind == OrganizationKind.Customer,
                cancellationToken
            )
        )
        {
            mine.Add(viewer);
        }

        return await OrganizationQueries.ByIdsAsync(db, mine, members, cancellationToken);
    }

    /// <summary>
    /// The relationships of each customer that the viewer may see: its own, and a partner's where the customer is shared with it.
    /// The customer itself sees all.
    /// </summary>
    public static async Task<ILookup<OrganizationId, CustomerAccessRow>> RelationshipsAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        IReadOnlyCollection<OrganizationId> customers,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .CustomerAccess.Where(access => access.EndedAt == null && customers.Contains(access.CustomerId))
            // A provider's row through the viewer counts while their partnership and the viewer's own relationship do; the other
            // direction is the tenant filter itself.
            .Where(access =>
                access.ViaResellerId != viewer
                || access.OrganizationId == viewer
                || (
                    db.Partnerships.Any(partnership =>
                        partnership.Status == PartnershipStatus.Active
                        && partnership.ResellerId == viewer
                        && partnership.ProviderId == access.OrganizationId
                    )
                    && db.CustomerAccess.Any(own =>
                        own.EndedAt == null && own.OrganizationId == viewer && own.CustomerId == access.CustomerId
                    )
                )
            )
            .Select(access => new CustomerAccessRow(
                access.CustomerId,
                access.OrganizationId,
                access.Kind,
                access.ViaResellerId,
                access.Source,
                access.GrantedAt
            ))
            .ToListAsync(cancellationToken);
        return rows.OrderBy(row => row.GrantedAt)
            .ThenBy(row => row.OrganizationId.Value)
            .ToLookup(row => row.CustomerId);
    }

    private static IQueryable<CustomerPlace> Places(PartnerGraphDb db, OrganizationId viewer, CustomerSearch search)
    {
        var own = Own(db, viewer);
        if (search.Source is { } source)
        {
            own = own.Where(access => access.Source == source);
        }
        if (search.SharedWith is { } partner)
        {
            own = Shared(db, own, viewer, partner);
        }
        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            var folded = SearchTexts.Fold(search.Text);
            own = own.Where(access =>
                db.Organizations.Any(customer =>
                    customer.Id == access.CustomerId
                    && EF.Property<string>(customer, ModelConventions.SearchText).Contains(folded)
                )
            );
        }
        // A provider may have a customer through two resellers.
        return own.Select(access => access.CustomerId).Distinct().Select(id => new CustomerPlace { Id = id });
    }

    /// <summary>Every customer that the viewer shares with any partner, once for each partner.</summary>
    private static IQueryable<SharedPlace> SharedPlaces(PartnerGraphDb db, OrganizationId viewer) =>
        from access in Own(db, viewer)
        join other in db.CustomerAccess on access.CustomerId equals other.CustomerId
        where
            other.EndedAt == null
            && (
                (access.Kind == RelationshipKind.Reseller && other.ViaResellerId == viewer)
                || (access.ViaResellerId == other.OrganizationId && other.Kind == RelationshipKind.Reseller)
            )
            && db.Partnerships.Any(partnership =>
                partnership.Status == PartnershipStatus.Active
                && (
                    (partnership.ResellerId == viewer && partnership.ProviderId == other.OrganizationId)
                    || (partnership.ProviderId == viewer && partnership.ResellerId == other.OrganizationId)
                )
            )
        select new SharedPlace { PartnerId = other.OrganizationId, Id = access.CustomerId };

    private static IQueryable<CustomerAccess> Own(PartnerGraphDb db, OrganizationId viewer) =>
        db.CustomerAccess.Where(access => access.OrganizationId == viewer && access.EndedAt == null);

    /// <summary>
    /// R55: the reseller has a relationship with the customer, the provider has one that was made through this reseller, and their
    /// partnership is active. The viewer may be on either side.
    /// </summary>
    private static IQueryable<CustomerAccess> Shared(
        PartnerGraphDb db,
        IQueryable<CustomerAccess> own,
        OrganizationId viewer,
        OrganizationId partner
    ) =>
        own.Where(access =>
            db.Partnerships.Any(partnership =>
                partnership.Status == PartnershipStatus.Active
                && (
                    (partnership.ResellerId == viewer && partnership.ProviderId == partner)
                    || (partnership.ProviderId == viewer && partnership.ResellerId == partner)
                )
            )
            && db.CustomerAccess.Any(other =>
                other.EndedAt == null
                && other.OrganizationId == partner
                && other.CustomerId == access.CustomerId
                && (
                    (access.Kind == RelationshipKind.Reseller && other.ViaResellerId == viewer)
                    || (access.ViaResellerId == partner && other.Kind == RelationshipKind.Reseller)
                )
            )
        );
}
