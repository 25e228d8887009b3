using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Seeding;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>A page of thirty costs as many statements as a page of two: children are loaded level by level, never row by row.</summary>
public sealed class StatementCountTests
{
    private const string Customers = """
        query($n: Int) { customers(first: $n) { totalCount pageInfo { endCursor } nodes {
          id name country domain source
          relationships { kind acceptedAt partner { id name kind } }
          users(first: 5) { totalCount nodes { id fullName email licenses { offerName } } }
          abilities { submitOrder { allowed } manageSubscriptions(productFamily: OFFICE_365) { reason } } } } }
        """;

    private const string Shared = """
        query($n: Int) { indirectProviders { nodes { id status provider { name } reseller { name }
          sharedCustomers(first: $n) { totalCount nodes { id name users(first: 3) { nodes { email } } relationships { partner { name } } } } } } }
        """;

    private const string Partners = """
        query($n: Int) { partners(first: $n) { totalCount nodes { id name mpnId kind
          legalProfile { legalName } supportContact { email } businessProfile { services } } } }
        """;

    private const string Users = """
        query($n: Int) { users(first: $n) { totalCount nodes { id fullName email agentRole adminRole lastSignedInAt } }
          viewer { user { fullName } organization { name } abilities { manageUsers { allowed } viewCustomers { allowed } } } }
        """;

    private const string Invitations = """
        query($n: Int) { invitations(first: $n) { totalCount nodes { id kind status recipientEmail
          inviter { name } indirectProvider { name } delivery { status attempts } } } }
        """;

    public static TheoryData<TestDatabase, string, int> Pages()
    {
        var pages = new TheoryData<TestDatabase, string, int>();
        foreach (var database in Enum.GetValues<TestDatabase>())
        {
            pages.Add(database, Customers, 12);
            pages.Add(database, Shared, 9);
            pages.Add(database, Partners, 2);
            pages.Add(database, Users, 4);
            pages.Add(database, Invitations, 5);
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_number_of_statements_does_not_grow_with_the_page(
        TestDatabase database,
        string query,
        int most
    )
    {
        using var statements = new Statements();
        await using var server = await GraphServer.StartAsync(database, ("Rates__SignIns", "0"));
        await server
            .Services.GetRequiredService<Seed>()
            .RunAsync(new SeedSize(Resellers: 2, Providers: 3, Customers: 100), CancellationToken.None);
        var admin = await AdminAsync(server);
        foreach (var i in Enumerable.Range(0, query == Invitations ? 30 : 0))
            await admin.DoAsync("draftCustomerInvitation", new { recipientEmail = $"carla@customer{i}.example" });
        statements.Database = Statements.NameOf(server);
        Task AskAsync(int n) => admin.AskAsync(query, new { n });
        await AskAsync(2);

        var few = await statements.OfAsync(() => AskAsync(2));
        var many = await statements.OfAsync(() => AskAsync(30));

        few.ShouldNotBeEmpty();
        many.Count.ShouldBe(few.Count, string.Join("\n--\n", many));
        many.Count.ShouldBeLessThanOrEqualTo(most, string.Join("\n--\n", many));
    }

    private static async Task<GraphClient> AdminAsync(GraphServer server)
    {
        var anonymous = new GraphClient(server.Address);
        var payload = await anonymous.DoAsync(
            "signIn",
            new { email = "admin@reseller-1.seed.example", password = Seed.Password },
            "session { accessToken }"
        );
        return anonymous.As(payload.Text("session.accessToken"));
    }
}
