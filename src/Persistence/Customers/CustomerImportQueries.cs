using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Customers;

/// <summary>An imported customer as it is read. Members that were not asked for have their default.</summary>
public sealed class CustomerImportRow
{
    public CustomerImportId Id { get; init; }
    public string Reference { get; init; } = "";
    public string Name { get; init; } = "";
    public CountryCode Country { get; init; } = null!;
    public string? Domain { get; init; }
    public EmailAddress AdminEmail { get; init; } = null!;
    public CustomerImportStatus Status { get; init; }
    public OrganizationId? CustomerId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

public static class CustomerImportQueries
{
    /// <summary>Ids carry their time.</summary>
    public static PageOrder<CustomerImportRow> NewestFirst { get; } =
        PageOrder<CustomerImportRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<CustomerImport, CustomerImportRow> Select = new(import => new CustomerImportRow
    {
        Id = import.Id,
        Reference = import.Reference,
        Name = import.Name,
        Country = import.Country,
        Domain = import.Domain,
        AdminEmail = import.AdminEmail,
        Status = import.Status,
        CustomerId = import.CustomerId,
        CreatedAt = import.CreatedAt,
    });

    private static readonly IReadOnlySet<string> IdAlone = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(CustomerImportRow.Id),
    };

    public static async Task<IReadOnlyDictionary<CustomerImportId, CustomerImportRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<CustomerImportId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .CustomerImports.Where(import => ids.Contains(import.Id))
            .Select(Select.Narrow(members, IdAlone))
            .AsNoTracking()
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    public static IQueryable<CustomerImport> Of(PartnerGraphDb db, CustomerImportStatus? status)
    {
        var imports = db.CustomerImports.AsNoTracking();
        return status is { } wanted ? imports.Where(import => import.Status == wanted) : imports;
    }

    public static Task<PageSlice<CustomerImportRow>> PageAsync(
        IQueryable<CustomerImport> imports,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => imports.Select(Select.Narrow(members, NewestFirst.Members)).PageAsync(NewestFirst, page, cancellationToken);
}
