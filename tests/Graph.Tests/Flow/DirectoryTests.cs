using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>Who takes part, and the directory of providers that anybody may search.</summary>
public sealed class DirectoryTests(WholePrograms programs)
{
    private const string Search = """
        query($search: String, $country: CountryCode, $service: ProviderService) {
          providerDirectory(search: $search, country: $country, service: $service, first: 100) {
            totalCount nodes { id name country services contact { fullName email } }
          }
        }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R1_Every_organization_is_a_tenant_of_one_kind(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        const string who = "{ viewer { organization { __typename id ... on Partner { kind } } } }";

        (await trio.Reseller.AskAsync(who)).Text("viewer.organization.kind").ShouldBe("INDIRECT_RESELLER");
        (await trio.Provider.AskAsync(who)).Text("viewer.organization.kind").ShouldBe("INDIRECT_PROVIDER");
        (await trio.Customer.AskAsync(who)).Text("viewer.organization.__typename").ShouldBe("Customer");
        (await (await program.OperatorAsync()).AskAsync(who))
            .Text("viewer.organization.__typename")
            .ShouldBe("Operator");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, "distributor")]
    [InlineData(TestDatabase.Postgres, "provider")]
    public async Task R1_Both_words_for_a_provider_find_all_of_them(TestDatabase database, string word)
    {
        var program = await programs.OnAsync(database);
        var provider = await program.ProviderAsync(PartnerProgram.Unique("Zephyr"));

        var found = await program.Anonymous.AskAsync(Search, new { search = $"{word} {provider.Name}" });
        found.Texts("providerDirectory.nodes", "name").ShouldBe([provider.Name]);
        (await program.Anonymous.AskAsync(Search, new { search = word }))
            .At("providerDirectory.totalCount")
            .GetInt32()
            .ShouldBeGreaterThan(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R3_R6_Anybody_searches_the_directory_and_finds_whom_to_talk_to(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var provider = await program.ProviderAsync();

        var found = await program.Anonymous.AskAsync(Search, new { search = provider.Name.ToUpperInvariant() });

        found.Texts("providerDirectory.nodes", "name").ShouldBe([provider.Name]);
        found.Text("providerDirectory.nodes.0.contact.email").ShouldBe(provider.Email);
        found.At("providerDirectory.totalCount").GetInt32().ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R4_It_filters_by_country_and_by_service(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var provider = await program.ProviderAsync();
        async Task<int> CountAsync(string country, string service) => (
                await program.Anonymous.AskAsync(
                    Search,
                    new
                    {
                        search = provider.Name,
                        country,
                        service,
                    }
                )
            ).At("providerDirectory.totalCount").GetInt32();

        (await CountAsync("DE", "MARKETING")).ShouldBe(1);
        (await CountAsync("FR", "MARKETING")).ShouldBe(0);
        (await CountAsync("DE", "FINANCING_AND_CREDIT")).ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R3_Resellers_and_customers_are_in_no_directory(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();

        foreach (var member in (Member[])[trio.Reseller, trio.Customer])
        {
            (await program.Anonymous.AskAsync(Search, new { search = member.Name }))
                .List("providerDirectory.nodes")
                .ShouldBeEmpty();
        }
    }
}
