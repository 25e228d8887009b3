using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Persistence.Tests.Paging;

public abstract class PageTests(DatabaseFixture fixture)
{
    private readonly World world = new(fixture);

    [Fact]
    public async Task Pages_forward_and_backward_meet_every_row_once()
    {
        var reseller = await world.ResellerAsync();
        // Equal names: only the id tells them apart.
        foreach (var name in new[] { "Dora", "Bea", "Anna", "Bea", "Clara", "Bea", "Ева" })
        {
            await world.UserAsync(reseller, name);
        }

        var forward = new List<string>();
        string? after = null;
        do
        {
            var slice = await UsersAsync(reseller, Page(first: 2, after: after));
            forward.AddRange(slice.Items.Select(row => $"{row.FullName} {row.Id.Value}"));
            slice.HasPreviousPage.ShouldBe(after is not null);
            after = slice.HasNextPage ? slice.EndCursor : null;
        } while (after is not null);

        var backward = new List<string>();
        string? before = null;
        do
        {
            var slice = await UsersAsync(reseller, Page(last: 3, before: before));
            backward.InsertRange(0, slice.Items.Select(row => $"{row.FullName} {row.Id.Value}"));
            slice.HasNextPage.ShouldBe(before is not null);
            before = slice.HasPreviousPage ? slice.StartCursor : null;
        } while (before is not null);

        forward.Count.ShouldBe(7);
        forward.Distinct().Count().ShouldBe(7);
        forward.Select(text => text.Split(' ')[0]).ShouldBe(["Anna", "Bea", "Bea", "Bea", "Clara", "Dora", "Ева"]);
        backward.ShouldBe(forward);
    }

    [Fact]
    public async Task A_search_knows_no_case_in_any_alphabet()
    {
        var reseller = await world.ResellerAsync();
        await world.UserAsync(reseller, "Ирина Петрова");
        await world.UserAsync(reseller, "Anna %_ Admin");
        await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
        (await UserQueries.CountAsync(db, reseller.Id, "ПЕТР", default)).ShouldBe(1);
        (await UserQueries.CountAsync(db, reseller.Id, "ANNA %_", default)).ShouldBe(1);
        (await UserQueries.CountAsync(db, reseller.Id, "_nna", default)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_selected_members_are_read()
    {
        var reseller = await world.ResellerAsync();
        await world.UserAsync(reseller, "Anna");
        await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
        var members = new HashSet<string> { nameof(UserRow.AdminRole) };
        var row = (
            await UserQueries.PageAsync(db, reseller.Id, null, PageRequest.FirstPage, members, default)
        ).Items.Single();
        row.FullName.ShouldBe("Anna");
        row.Email.ShouldBeNull();
    }

    [Fact]
    public async Task Pages_of_the_children_of_many_parents_come_in_one_statement()
    {
        var reseller = await world.ResellerAsync();
        var customers = new List<Organization>();
        for (var i = 0; i < 3; i++)
        {
            var customer = await world.CustomerAsync($"Customer {i}");
            await world.ServedByAsync(customer, reseller);
            for (var user = 0; user <= i * 2; user++)
            {
                await world.UserAsync(customer, $"User {user}");
            }
            customers.Add(customer);
        }
        var empty = await world.CustomerAsync("Empty");
        var foreign = await world.CustomerAsync("Foreign");
        await world.UserAsync(foreign);

        var ids = customers.Append(empty).Append(foreign).Select(customer => customer.Id).ToList();
        await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
        var pages = await UserQueries.PagesOfEachAsync(db, ids, Page(first: 2), members: null, default);
        pages[customers[0].Id].Items.Select(row => row.FullName).ShouldBe(["User 0"]);
        pages[customers[2].Id].Items.Select(row => row.FullName).ShouldBe(["User 0", "User 1"]);
        pages[customers[2].Id].HasNextPage.ShouldBeTrue();
        pages[customers[0].Id].HasNextPage.ShouldBeFalse();
        pages[empty.Id].Items.ShouldBeEmpty();
        pages[foreign.Id].Items.ShouldBeEmpty();

        var last = await UserQueries.PagesOfEachAsync(db, ids, Page(last: 2), members: null, default);
        last[customers[2].Id].Items.Select(row => row.FullName).ShouldBe(["User 3", "User 4"]);
        last[customers[2].Id].HasPreviousPage.ShouldBeTrue();
    }

    [Fact]
    public async Task Shared_customers_are_those_of_R55_seen_from_both_sides()
    {
        var provider = await world.ProviderAsync();
        var a = await world.ResellerAsync("A");
        var b = await world.ResellerAsync("B");
        await world.PartnershipAsync(provider, a);
        await world.PartnershipAsync(provider, b);
        var shared = await CustomerOfAsync(a, "Shared");
        await world.ProvidedByAsync(shared, provider, via: a);
        await CustomerOfAsync(a, "Own");
        var both = await CustomerOfAsync(a, "Both");
        await world.ServedByAsync(both, b);
        await world.ProvidedByAsync(both, provider, via: a);
        await world.ProvidedByAsync(both, provider, via: b);

        (await NamesAsync(a, new CustomerSearch())).ShouldBe(["Both", "Own", "Shared"]);
        (await NamesAsync(a, new CustomerSearch(SharedWith: provider.Id))).ShouldBe(["Both", "Shared"]);
        (await NamesAsync(b, new CustomerSearch(SharedWith: provider.Id))).ShouldBe(["Both"]);
        (await NamesAsync(provider, new CustomerSearch())).ShouldBe(["Both", "Shared"]);
        (await NamesAsync(provider, new CustomerSearch(SharedWith: a.Id))).ShouldBe(["Both", "Shared"]);
        (await NamesAsync(provider, new CustomerSearch(SharedWith: b.Id))).ShouldBe(["Both"]);
        (await NamesAsync(a, new CustomerSearch(SharedWith: b.Id))).ShouldBeEmpty();
        (await NamesAsync(a, new CustomerSearch(Text: "sHaR"))).ShouldBe(["Shared"]);
        (await NamesAsync(a, new CustomerSearch(Source: CustomerSource.Imported))).ShouldBeEmpty();

        await using var db = fixture.Database.Open(Tenant.Of(provider.Id));
        var seen = await CustomerQueries.RelationshipsAsync(db, provider.Id, [shared.Id, both.Id], default);
        seen[shared.Id].Select(row => row.OrganizationId).ShouldBe([a.Id, provider.Id], ignoreOrder: true);
        seen[both.Id].Count().ShouldBe(4);
        await using var ofB = fixture.Database.Open(Tenant.Of(b.Id));
        var seenByB = await CustomerQueries.RelationshipsAsync(ofB, b.Id, [shared.Id, both.Id], default);
        seenByB[shared.Id].ShouldBeEmpty();
        seenByB[both.Id].Select(row => row.OrganizationId).ShouldBe([b.Id, provider.Id], ignoreOrder: true);
    }

    private static PageRequest Page(int? first = null, string? after = null, int? last = null, string? before = null)
    {
        PageRequest.TryRead(first, after, last, before, out var page, out var problem).ShouldBeTrue(problem);
        return page!;
    }

    private async Task<PageSlice<UserRow>> UsersAsync(Organization organization, PageRequest page)
    {
        await using var db = fixture.Database.Open(Tenant.Of(organization.Id));
        return await UserQueries.PageAsync(db, organization.Id, search: null, page, members: null, default);
    }

    private async Task<Organization> CustomerOfAsync(Organization reseller, string name)
    {
        var customer = await world.CustomerAsync(name);
        await world.ServedByAsync(customer, reseller);
        return customer;
    }

    private async Task<List<string>> NamesAsync(Organization viewer, CustomerSearch search)
    {
        await using var db = fixture.Database.Open(Tenant.Of(viewer.Id));
        var page = await CustomerQueries.PageAsync(
            db,
            viewer.Id,
            search,
            PageRequest.FirstPage,
            members: null,
            default
        );
        (await CustomerQueries.CountAsync(db, viewer.Id, search, default)).ShouldBe(page.Items.Count);
        return [.. page.Items.Select(row => row.Name).Order(StringComparer.Ordinal)];
    }
}

public sealed class PageOnSqliteTests(SqliteFixture fixture) : PageTests(fixture), IClassFixture<SqliteFixture>;

public sealed class PageOnPostgresTests(PostgresFixture fixture) : PageTests(fixture), IClassFixture<PostgresFixture>;
