using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Customers;

public enum CustomerImportOutcome
{
    Listed,
    Kept,
    Unchanged,
    Refused,
}

/// <summary>What became of a line of the file.</summary>
public sealed record CustomerImportLine(
    int Number,
    string? Reference,
    CustomerImportOutcome Outcome,
    CustomerImportId? Import,
    IReadOnlyList<Refusal> Refusals
)
{
    public static CustomerImportLine Refused(CsvLine line, params IReadOnlyList<Refusal> refusals) =>
        new(line.Number, line.Fields is null ? null : line["reference"], CustomerImportOutcome.Refused, null, refusals);
}

/// <summary>
/// R59: takes customers with whom a reseller deals already. Each line stands for itself, in a transaction of its own; a reference that is
/// known is not imported twice.
/// </summary>
public sealed class CustomerImporting(Database database, BroughtAdmins admins, TimeProvider clock)
{
    public const int PerDay = 1000;
    public const int MaximumLength = 500_000;

    /// <summary>The operator's files name the reseller of each line by its MPN ID.</summary>
    public const string ResellerColumn = "resellerMpnId";

    public static readonly IReadOnlyCollection<string> Required =
    [
        "reference",
        "name",
        "country",
        "adminFullName",
        "adminEmail",
    ];

    private static readonly IReadOnlyCollection<string> Optional = ["domain"];

    private static readonly Tenant Everyone = Tenant.Everyone("The customer's organization is made here.");

    /// <summary>A reseller's own list; no more than <see cref="PerDay"/> lines a day, since each may lead to a mail.</summary>
    public async Task<Outcome<IReadOnlyList<CustomerImportLine>>> TakeOwnAsync(
        OrganizationId reseller,
        string csv,
        Language language,
        CancellationToken cancellationToken
    )
    {
        if (csv.Length > MaximumLength)
        {
            return new ImportTooLong(MaximumLength).At("csv");
        }

        using var reader = new StringReader(csv);
        return CsvTable.Read(reader, Required, Optional) is { } lines
            ? Outcome.Success(
                await TakeAllAsync(
                    lines,
                    _ => Task.FromResult<OrganizationId?>(reseller),
                    new Terms(language, PerDay),
                    cancellationToken
                )
            )
            : new ImportHeaderWrong(string.Join(",", Required)).At("csv");
    }

    /// <summary>The operator's list, of any resellers.</summary>
    public async Task<Outcome<IReadOnlyList<CustomerImportLine>>> TakeForOperatorAsync(
        TextReader reader,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyCollection<string> required = [ResellerColumn, .. Required];
        if (CsvTable.Read(reader, required, Optional) is not { } lines)
        {
            return new ImportHeaderWrong(string.Join(",", required));
        }

        return Outcome.Success(
            await TakeAllAsync(
                lines,
                line => ResellerAsync(line[ResellerColumn], cancellationToken),
                new Terms(Language.En, int.MaxValue),
                cancellationToken
            )
        );
    }

    /// <summary>
    /// The reseller has just been approved: what was kept is listed in the caller's transaction. A customer whose admin cannot be asked
    /// stays kept; importing it again tells why. False where an address got an account at this moment: the transaction is then good for
    /// nothing more.
    /// </summary>
    public async Task<bool> ListKeptAsync(
        PartnerGraphDb db,
        OrganizationId reseller,
        CancellationToken cancellationToken
    )
    {
        var kept = await db
            .CustomerImports.Where(row => row.OrganizationId == reseller && row.Status == CustomerImportStatus.Kept)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        foreach (var import in kept)
        {
            var listed = await ListAsync(db, import, cancellationToken);
            if (listed.Refusals.Any(refusal => refusal is ChangedMeanwhile))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<OrganizationId?> ResellerAsync(string mpnId, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Everyone);
        return await MpnHolder.FindAsync(db, mpnId, cancellationToken);
    }

    private async Task<IReadOnlyList<CustomerImportLine>> TakeAllAsync(
        IReadOnlyList<CsvLine> lines,
        Func<CsvLine, Task<OrganizationId?>> resellerOf,
        Terms terms,
        CancellationToken cancellationToken
    )
    {
        List<CustomerImportLine> told = [];
        Dictionary<(OrganizationId, string), int> seen = [];
        foreach (var line in lines)
        {
            if (line.Fields is null)
            {
                told.Add(CustomerImportLine.Refused(line, new ImportLineUnreadable()));
            }
            else if (await resellerOf(line) is not { } reseller)
            {
                told.Add(CustomerImportLine.Refused(line, new ImportResellerUnknown().At(ResellerColumn)));
            }
            else if (!seen.TryAdd((reseller, line["reference"]), line.Number))
            {
                var first = seen[(reseller, line["reference"])];
                told.Add(CustomerImportLine.Refused(line, new ImportReferenceTwice(first).At("reference")));
            }
            else
            {
                told.Add(await TakeAsync(reseller, line, terms, cancellationToken));
            }
        }

        return told;
    }

    private async Task<CustomerImportLine> TakeAsync(
        OrganizationId reseller,
        CsvLine line,
        Terms terms,
        CancellationToken cancellationToken
    )
    {
        // Each customer reads in its own trail who brought it along.
        using var part = Trail.BeginPart();
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever approves the reseller comes before or after: before, this line is listed at once; after, with what was kept.
        await OrganizationHold.TakeAsync(db, reseller, cancellationToken);
        var organization = await db.Organizations.SingleAsync(row => row.Id == reseller, cancellationToken);
        if (organization.Kind is not OrganizationKind.IndirectReseller)
        {
            return CustomerImportLine.Refused(line, new OnlyResellersImport());
        }

        var described = await DescribeAsync(db, reseller, line, terms, cancellationToken);
        if (!described.TryGet(out var import, out var refusals))
        {
            return CustomerImportLine.Refused(line, refusals);
        }

        var isKnown = import.Status is CustomerImportStatus.Listed;
        if (!isKnown && organization.IsApproved)
        {
            var listed = await ListAsync(db, import, cancellationToken);
            if (!listed.IsDone)
            {
                return CustomerImportLine.Refused(line, listed.Refusals);
            }
        }

        var changed = db.ChangeTracker.HasChanges() || (import.Status is CustomerImportStatus.Listed) != isKnown;
        if (await db.SaveInRaceAsync(cancellationToken) is not SaveResult.Saved)
        {
            return CustomerImportLine.Refused(line, new ChangedMeanwhile());
        }

        await transaction.CommitAsync(cancellationToken);
        var outcome =
            !changed ? CustomerImportOutcome.Unchanged
            : organization.IsApproved ? CustomerImportOutcome.Listed
            : CustomerImportOutcome.Kept;
        return new CustomerImportLine(line.Number, import.Reference, outcome, import.Id, []);
    }

    /// <summary>The import that the line names, as the line describes it; what is listed stays as it is.</summary>
    private async Task<Outcome<CustomerImport>> DescribeAsync(
        PartnerGraphDb db,
        OrganizationId reseller,
        CsvLine line,
        Terms terms,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var given = new ImportedCustomer(
            line["reference"],
            line["name"],
            line["country"],
            line["domain"],
            line["adminFullName"],
            line["adminEmail"]
        );
        var reference = ComparableText.Of(given.Reference);
        var known = await db.CustomerImports.SingleOrDefaultAsync(
            row => row.OrganizationId == reseller && row.Reference == reference,
            cancellationToken
        );
        if (known is not null)
        {
            var corrected = known.Status is CustomerImportStatus.Kept ? known.Describe(given) : Outcome.Done;
            return corrected.IsDone ? known : Outcome.Refused<CustomerImport>(corrected.Refusals);
        }

        var since = now - TimeSpan.FromDays(1);
        var today = await db.CustomerImports.CountAsync(
            row => row.OrganizationId == reseller && row.CreatedAt > since,
            cancellationToken
        );
        if (today >= terms.PerDay)
        {
            return new ImportQuotaExceeded(terms.PerDay);
        }

        var id = new CustomerImportId(Guid.CreateVersion7(now));
        var made = CustomerImport.Create(id, reseller, given, terms.Language, now);
        if (made.TryGet(out var import, out _))
        {
            db.CustomerImports.Add(import);
        }

        return made;
    }

    /// <summary>An organization of its own with its admin, and the relationship: the reseller deals with this customer already.</summary>
    private async Task<Outcome> ListAsync(PartnerGraphDb db, CustomerImport import, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var created = import.Customer(new OrganizationId(Guid.CreateVersion7(now)), now);
        if (!created.TryGet(out var customer, out _))
        {
            return created.WithoutValue();
        }

        db.Organizations.Add(customer);
        var admin = await admins.AddAsync(
            db,
            customer.Id,
            import.AdminFullName,
            import.AdminEmail,
            import.Language,
            cancellationToken
        );
        if (!admin.TryGet(out _, out var refusals))
        {
            db.Entry(customer).State = EntityState.Detached;
            return Outcome.Refused([.. refusals.Select(refusal => refusal.At("adminEmail"))]);
        }

        var access = new CustomerAccessId(Guid.CreateVersion7(now));
        db.CustomerAccess.Add(
            CustomerAccess.ForReseller(access, import.OrganizationId, customer.Id, CustomerSource.Imported, now)
        );
        import.ListedAs(customer.Id);
        return Outcome.Done;
    }

    private sealed record Terms(Language Language, int PerDay);
}
