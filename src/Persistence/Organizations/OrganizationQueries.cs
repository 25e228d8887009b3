using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Organizations;

/// <summary>An organization as it is read. Members that were not asked for have their default.</summary>
public sealed class OrganizationRow
{
    public OrganizationId Id { get; init; }
    public OrganizationKind Kind { get; init; }
    public string Name { get; init; } = "";
    public CountryCode Country { get; init; } = null!;
    public string? Domain { get; init; }
    public string? MpnId { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public LegalProfile? LegalProfile { get; init; }
    public SupportContact? SupportContact { get; init; }
    public BusinessProfile? BusinessProfile { get; init; }
    public IReadOnlyList<ProviderService> Services { get; init; } = [];
    public int Version { get; init; }

    /// <summary>Set on a row that shows a name only: that the rest is not there then says nothing.</summary>
    public bool IsNameOnly { get; private init; }

    /// <summary>What whoever may see the organization at all may see of it.</summary>
    public OrganizationRow NameOnly() =>
        new()
        {
            Id = Id,
            Kind = Kind,
            Name = Name,
            Country = Country,
            IsNameOnly = true,
        };
}

public static class OrganizationQueries
{
    public static PageOrder<OrganizationRow> ByName { get; } =
        PageOrder<OrganizationRow>.By(row => row.Name).ThenBy(row => row.Id);

    private static readonly RowSelector<Organization, OrganizationRow> Select = new(organization => new OrganizationRow
    {
        Id = organization.Id,
        Kind = organization.Kind,
        Name = organization.Name,
        Country = organization.Country,
        Domain = organization.Domain,
        MpnId = organization.MpnId,
        ApprovedAt = organization.ApprovedAt,
        LegalProfile = organization.LegalProfile,
        SupportContact = organization.SupportContact,
        BusinessProfile = organization.BusinessProfile,
        Services = organization.Services,
        Version = EF.Property<int>(organization, ModelConventions.Version),
    });

    private static readonly IReadOnlySet<string> IdAlone = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(OrganizationRow.Id),
    };

    public static async Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organizations.Where(organization => ids.Contains(organization.Id))
            .Select(Select.Narrow(members, IdAlone))
            .AsNoTracking()
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    public static Task<PageSlice<OrganizationRow>> PageAsync(
        IQueryable<Organization> organizations,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        organizations
            .AsNoTracking()
            .Select(Select.Narrow(members, ByName.Members))
            .PageAsync(ByName, page, cancellationToken);

    /// <summary>R3 to R6: approved providers with a contact or not, for anybody. Needs a context for everyone: the directory is public.</summary>
    public static IQueryable<Organization> Directory(
        PartnerGraphDb db,
        CountryCode? country,
        ProviderService? service,
        string? search
    )
    {
        var providers = db.Organizations.Where(row =>
            row.Kind == OrganizationKind.IndirectProvider && row.ApprovedAt != null
        );
        if (country is not null)
        {
            providers = providers.Where(row => row.Country == country);
        }
        if (service is { } offered)
        {
            providers = providers.Where(row => row.Services.Contains(offered));
        }
        return Matching(providers, search);
    }

    /// <summary>Oneself and one's active partners; with a context for everyone (the operator's) all partners there are.</summary>
    public static IQueryable<Organization> Partners(PartnerGraphDb db, OrganizationKind? kind, string? search)
    {
        var partners = db.Organizations.Where(row =>
            row.Kind == OrganizationKind.IndirectProvider || row.Kind == OrganizationKind.IndirectReseller
        );
        if (db.Tenant?.Organization is { } viewer)
        {
            partners = partners.Where(row =>
                row.Id == viewer
                || db.Partnerships.Any(partnership =>
                    partnership.Status == PartnershipStatus.Active
                    && (
                        (partnership.ProviderId == viewer && partnership.ResellerId == row.Id)
                        || (partnership.ResellerId == viewer && partnership.ProviderId == row.Id)
                    )
                )
            );
        }
        if (kind is { } wanted)
        {
            partners = partners.Where(row => row.Kind == wanted);
        }
        return Matching(partners, search);
    }

    /// <summary>One of <see cref="Partners"/>; null for any other id.</summary>
    public static Task<OrganizationRow?> PartnerByIdAsync(
        PartnerGraphDb db,
        OrganizationId id,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        Partners(db, kind: null, search: null)
            .Where(row => row.Id == id)
            .AsNoTracking()
            .Select(Select.Narrow(members, IdAlone))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Which of these are among <see cref="Partners"/>.</summary>
    public static async Task<IReadOnlySet<OrganizationId>> PartnersAmongAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> ids,
        CancellationToken cancellationToken
    ) =>
        await Partners(db, kind: null, search: null)
            .Where(row => ids.Contains(row.Id))
            .Select(row => row.Id)
            .ToHashSetAsync(cancellationToken);

    private static IQueryable<Organization> Matching(IQueryable<Organization> organizations, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
        {
            return organizations;
        }
        var folded = SearchTexts.Fold(search);
        return organizations.Where(row => EF.Property<string>(row, ModelConventions.SearchText).Contains(folded));
    }
}
