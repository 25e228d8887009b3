using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Partnerships;

/// <summary>A partnership as it is read. Members that were not asked for have their default.</summary>
public sealed class PartnershipRow
{
    public PartnershipId Id { get; init; }
    public OrganizationId ProviderId { get; init; }
    public OrganizationId ResellerId { get; init; }
    public PartnershipStatus Status { get; init; }
    public DateTimeOffset EstablishedAt { get; init; }
    public bool OrderingGranted { get; init; }
    public bool AdministrationGranted { get; init; }
}

/// <summary>Which side of a partnership the viewer is on.</summary>
public enum PartnershipSide
{
    Reseller,
    Provider,
}

public static class PartnershipQueries
{
    public static PageOrder<PartnershipRow> Oldest { get; } = PageOrder<PartnershipRow>.By(row => row.Id);

    private static readonly RowSelector<Partnership, PartnershipRow> Select = new(partnership => new PartnershipRow
    {
        Id = partnership.Id,
        ProviderId = partnership.ProviderId,
        ResellerId = partnership.ResellerId,
        Status = partnership.Status,
        EstablishedAt = partnership.EstablishedAt,
        OrderingGranted = partnership.OrderingGranted,
        AdministrationGranted = partnership.AdministrationGranted,
    });

    public static async Task<IReadOnlyDictionary<PartnershipId, PartnershipRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<PartnershipId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Partnerships.Where(partnership => ids.Contains(partnership.Id))
            .Select(Select.Narrow(members, Oldest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>R50, R54: a reseller's "Indirect providers", a provider's "Indirect resellers"; ended ones included.</summary>
    public static Task<PageSlice<PartnershipRow>> PageAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        PartnershipSide side,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => Of(db, viewer, side).Select(Select.Narrow(members, Oldest.Members)).PageAsync(Oldest, page, cancellationToken);

    public static Task<int> CountAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        PartnershipSide side,
        CancellationToken cancellationToken
    ) => Of(db, viewer, side).CountAsync(cancellationToken);

    private static IQueryable<Partnership> Of(PartnerGraphDb db, OrganizationId viewer, PartnershipSide side) =>
        side switch
        {
            PartnershipSide.Reseller => db.Partnerships.Where(partnership => partnership.ResellerId == viewer),
            PartnershipSide.Provider => db.Partnerships.Where(partnership => partnership.ProviderId == viewer),
        };
}
