using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Subscriptions;

/// <summary>
/// Takes the operator's file into the catalog. Importing it again changes nothing; an offer that the file does not name stays as it is,
/// and one is withdrawn by available=false.
/// </summary>
public sealed class OfferImport(Database database, TimeProvider clock)
{
    private static readonly Tenant Catalog = Tenant.Everyone("The catalog of offers belongs to no tenant.");

    /// <param name="reader">The file.</param>
    /// <param name="allOrNothing">One bad line, and no line is imported; else the good ones are.</param>
    /// <param name="cancellationToken">Ends the import; nothing is then imported.</param>
    public async Task<ImportReport> RunAsync(TextReader reader, bool allOrNothing, CancellationToken cancellationToken)
    {
        var csv = OfferCsv.Read(reader);
        await using var db = database.Open(Catalog);
        var offers = await db.Offers.ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, cancellationToken);
        List<BadLine> bad = [.. csv.BadLines];
        var imported = 0;
        foreach (var line in csv.Lines)
        {
            if (!offers.TryGetValue(line.Code, out var offer))
            {
                var id = new OfferId(Guid.CreateVersion7(clock.GetUtcNow()));
                db.Add(new Offer(id, line.Code, line.Name, line.ProductFamily, line.Available));
            }
            else if (offer.ProductFamily != line.ProductFamily)
            {
                bad.Add(new BadLine(line.Number, $"the productFamily of the offer '{line.Code}' does not change"));
                continue;
            }
            else
            {
                offer.Describe(line.Name, line.Available);
            }
            imported++;
        }
        if (allOrNothing && bad.Count > 0)
        {
            return new ImportReport(0, bad);
        }
        await db.SaveChangesAsync(cancellationToken);
        return new ImportReport(imported, [.. bad.OrderBy(line => line.Number)]);
    }
}
