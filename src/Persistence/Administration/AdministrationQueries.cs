using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Administration;

/// <summary>A grant as it is read. Members that were not asked for have their default.</summary>
public sealed class AdministrationGrantRow
{
    public AdministrationGrantId Id { get; init; }
    public OrganizationId PartnerId { get; init; }
    public OrganizationId CustomerId { get; init; }
    public bool Ordering { get; init; }
    public bool Administration { get; init; }
    public AdministrationGrantStatus Status { get; init; }
    public int Days { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int? ExtensionDays { get; init; }
}

public static class AdministrationQueries
{
    public static PageOrder<AdministrationGrantRow> Newest { get; } =
        PageOrder<AdministrationGrantRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<AdministrationGrant, AdministrationGrantRow> Select = new(
        grant => new AdministrationGrantRow
        {
            Id = grant.Id,
            PartnerId = grant.PartnerId,
            CustomerId = grant.CustomerId,
            Ordering = grant.Ordering,
            Administration = grant.Administration,
            Status = grant.Status,
            Days = grant.Days,
            Reason = grant.Reason,
            RequestedAt = grant.RequestedAt,
            StartedAt = grant.StartedAt,
            ExpiresAt = grant.ExpiresAt,
            ClosedAt = grant.ClosedAt,
            ExtensionDays = grant.ExtensionDays,
        }
    );

    private static readonly IReadOnlySet<string> WithCustomer = Newest
        .Members.Append(nameof(AdministrationGrantRow.CustomerId))
        .ToHashSet(StringComparer.Ordinal);

    public static async Task<IReadOnlyDictionary<AdministrationGrantId, AdministrationGrantRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<AdministrationGrantId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .AdministrationGrants.Where(grant => ids.Contains(grant.Id))
            .Select(Select.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The grants that the tenant gave or got, of one customer where one is named.</summary>
    public static IQueryable<AdministrationGrant> Of(
        PartnerGraphDb db,
        OrganizationId? customer,
        AdministrationGrantStatus? status
    )
    {
        var grants = customer is { } one
            ? db.AdministrationGrants.Where(grant => grant.CustomerId == one)
            : db.AdministrationGrants;
        if (status is not { } wanted)
        {
            return grants;
        }

        // A clock that ran out counts before anybody has noted it.
        var now = db.Now;
        return wanted switch
        {
            AdministrationGrantStatus.Active => grants.Where(grant =>
                grant.Status == AdministrationGrantStatus.Active && grant.ExpiresAt > now
            ),
            AdministrationGrantStatus.Expired => grants.Where(grant =>
                grant.Status == AdministrationGrantStatus.Expired
                || (grant.Status == AdministrationGrantStatus.Active && grant.ExpiresAt <= now)
            ),
            _ => grants.Where(grant => grant.Status == wanted),
        };
    }

    public static Task<PageSlice<AdministrationGrantRow>> PageAsync(
        IQueryable<AdministrationGrant> grants,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => grants.Select(Select.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    /// <summary>The same page of the grants of each of these customers, in one statement.</summary>
    public static Task<IReadOnlyDictionary<OrganizationId, PageSlice<AdministrationGrantRow>>> PagesOfEachAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> customers,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        db.AdministrationGrants.PagesOfEachAsync(
            grant => grant.CustomerId,
            customers,
            Select.Narrow(members, WithCustomer),
            row => row.CustomerId,
            Newest,
            page,
            cancellationToken
        );

    /// <summary>What these customers have granted to the organization at some time, for the rules (R72).</summary>
    public static Task<List<AdministrationGrant>> EverInForceAsync(
        PartnerGraphDb db,
        OrganizationId partner,
        IReadOnlyCollection<OrganizationId> customers,
        CancellationToken cancellationToken
    ) =>
        db
            .AdministrationGrants.AsNoTracking()
            .Where(grant =>
                grant.PartnerId == partner && customers.Contains(grant.CustomerId) && grant.StartedAt != null
            )
            .ToListAsync(cancellationToken);

    /// <summary>Requested or active grants of the customer to these partners, to be changed.</summary>
    public static Task<List<AdministrationGrant>> OpenAsync(
        PartnerGraphDb db,
        OrganizationId customer,
        IReadOnlyCollection<OrganizationId> partners,
        CancellationToken cancellationToken
    ) =>
        db
            .AdministrationGrants.Where(grant =>
                grant.CustomerId == customer
                && partners.Contains(grant.PartnerId)
                && (
                    grant.Status == AdministrationGrantStatus.Requested
                    || grant.Status == AdministrationGrantStatus.Active
                )
            )
            .ToListAsync(cancellationToken);
}
