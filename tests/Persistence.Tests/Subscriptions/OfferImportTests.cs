using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Subscriptions;

public abstract class OfferImportTests(DatabaseFixture fixture)
{
    private readonly string tag = $"o{World.Next()}";

    [Fact]
    public async Task Good_lines_are_imported_and_importing_again_changes_nothing()
    {
        var text = $"name,code,productFamily\n\"Office 365, E3\",{tag}-1,OFFICE_365\nSales,{tag}-2,dynamics_365";

        (await ImportAsync(text)).ExitCode.ShouldBe(0);
        var first = await OffersAsync();
        (await ImportAsync(text)).Imported.ShouldBe(2);

        (await OffersAsync()).ShouldBe(first);
        first
            .Select(offer => (offer.Name, offer.Family, offer.Available))
            .ShouldBe([("Office 365, E3", ProductFamily.Office365, true), ("Sales", ProductFamily.Dynamics365, true)]);
    }

    [Fact]
    public async Task An_offer_is_renamed_and_taken_off_sale_but_keeps_its_family()
    {
        await ImportAsync($"code,name,productFamily\n{tag}-1,Backup,OTHER");

        await ImportAsync($"code,name,productFamily,available\n{tag}-1,Backup Pro,OTHER,false");
        var report = await ImportAsync($"code,name,productFamily\n{tag}-1,Backup,AZURE");

        report.ExitCode.ShouldBe(2);
        report.BadLines.ShouldHaveSingleItem().ToString().ShouldStartWith("line 2: the productFamily");
        var offer = (await OffersAsync()).ShouldHaveSingleItem();
        offer.Name.ShouldBe("Backup Pro");
        offer.Available.ShouldBeFalse();
        offer.Family.ShouldBe(ProductFamily.Other);
    }

    [Fact]
    public async Task Bad_lines_are_told_by_their_number_and_the_good_ones_imported()
    {
        var text = $"""
            code,name,productFamily,available
            {tag}-1,Good,AZURE,yes
            {tag}-1,Twice,AZURE,
            {tag}-2,,AZURE,
            {tag}-3,Unknown family,WINDOWS,
            {tag}-4,Unknown flag,AZURE,maybe
            {tag}-5,Too few,AZURE
            """;

        var report = await ImportAsync(text);

        report.Imported.ShouldBe(1);
        report.BadLines.Select(line => line.Number).ShouldBe([3, 4, 5, 6, 7]);
        (await OffersAsync()).ShouldHaveSingleItem().Name.ShouldBe("Good");
        (await ImportAsync("code,name\nx,y")).BadLines.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task All_or_nothing_imports_nothing_with_one_bad_line()
    {
        var text = $"code,name,productFamily\n{tag}-1,Good,AZURE\n{tag}-2,Bad,WINDOWS";

        (await ImportAsync(text, allOrNothing: true)).Imported.ShouldBe(0);

        (await OffersAsync()).ShouldBeEmpty();
    }

    private async Task<ImportReport> ImportAsync(string text, bool allOrNothing = false)
    {
        using var reader = new StringReader(text);
        return await fixture.Get<OfferImport>().RunAsync(reader, allOrNothing, CancellationToken.None);
    }

    private async Task<IReadOnlyList<Imported>> OffersAsync()
    {
        await using var db = fixture.OpenAll();
        return await db
            .Offers.Where(offer => offer.Code.StartsWith(tag + "-"))
            .OrderBy(offer => offer.Code)
            .Select(offer => new Imported(offer.Id.Value, offer.Name, offer.ProductFamily, offer.Available))
            .ToListAsync();
    }

    private sealed record Imported(Guid Id, string Name, ProductFamily Family, bool Available);
}

public sealed class OfferImportOnSqliteTests(SqliteFixture fixture)
    : OfferImportTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class OfferImportOnPostgresTests(PostgresFixture fixture)
    : OfferImportTests(fixture),
        IClassFixture<PostgresFixture>;
