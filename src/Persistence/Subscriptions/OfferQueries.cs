using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>An offer as it is read. Members that were not asked for have their default.</summary>
public sealed class OfferRow
{
    public OfferId Id { get; init; }
    public string Name { get; init; } = "";
    public ProductFamily ProductFamily { get; init; }
}

public static class OfferQueries
{
    public static PageOrder<OfferRow> ByName { get; } = PageOrder<OfferRow>.By(row => row.Name).ThenBy(row => row.Id);

    private static readonly RowSelector<Offer, OfferRow> Select = new(offer => new OfferRow
    {
        Id = offer.Id,
        Name = offer.Name,
        ProductFamily = offer.ProductFamily,
    });

    private static readonly IReadOnlySet<string> IdAlone = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(OfferRow.Id),
    };

    /// <summary>Also those that are no longer on sale: subscriptions of them go on.</summary>
    public static async Task<IReadOnlyDictionary<OfferId, OfferRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OfferId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Offers.Where(offer => ids.Contains(offer.Id))
            .Select(Select.Narrow(members, IdAlone))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>What is on sale.</summary>
    public static IQueryable<Offer> OnSale(PartnerGraphDb db, ProductFamily? family, string? search)
    {
        var offers = db.Offers.AsNoTracking().Where(offer => offer.Available);
        if (family is { } wanted)
        {
            offers = offers.Where(offer => offer.ProductFamily == wanted);
        }
        if (string.IsNullOrWhiteSpace(search))
        {
            return offers;
        }
        var folded = SearchTexts.Fold(search);
        return offers.Where(offer => EF.Property<string>(offer, ModelConventions.SearchText).Contains(folded));
    }

    public static Task<PageSlice<OfferRow>> PageAsync(
        IQueryable<Offer> offers,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => offers.Select(Select.Narrow(members, ByName.Members)).PageAsync(ByName, page, cancellationToken);
}
