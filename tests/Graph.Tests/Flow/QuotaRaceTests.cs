using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>What is counted is counted one after the other, however many ask at the same moment.</summary>
public sealed class QuotaRaceTests(WholePrograms programs)
{
    private const int Racers = 50;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Invitations_to_one_address_stop_at_ten_a_day(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var provider = await program.ProviderAsync();
        var email = $"{PartnerProgram.Unique("wanted")}@reseller.example";

        var codes = await RaceAsync(provider, "inviteReseller", _ => new { email });

        codes.Count(code => code is null).ShouldBe(10);
        codes.Count(code => code == "QUOTA_EXCEEDED").ShouldBe(Racers - 10);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Invitations_to_one_address_are_counted_over_all_inviters(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var email = $"{PartnerProgram.Unique("courted")}@reseller.example";
        var (first, second) = (await program.ProviderAsync(), await program.ProviderAsync());
        for (var at = 0; at < 6; at++)
            await first.DoAsync("inviteReseller", new { email });

        var codes = await RaceAsync(second, "inviteReseller", _ => new { email });

        codes.Count(code => code is null).ShouldBe(4);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task API_tokens_stop_at_a_hundred(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        static object Token(int at) => new { name = $"robot {at}", scopes = new[] { "READ" } };
        for (var at = 0; at < 97; at++)
            await reseller.DoAsync("createApiToken", Token(at));

        var codes = await RaceAsync(reseller, "createApiToken", Token);

        codes.Count(code => code is null).ShouldBe(3);
        codes.Count(code => code == "QUOTA_EXCEEDED").ShouldBe(Racers - 3);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Webhook_endpoints_stop_at_their_maximum(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();

        var codes = await RaceAsync(
            reseller,
            "createWebhookEndpoint",
            at => new { url = $"https://hooks.nobody.example/{at}" }
        );

        codes.Count(code => code is null).ShouldBe(Domain.Webhooks.WebhookEndpoint.MostOfOrganization);
        codes.OfType<string>().Distinct().ShouldBe(["QUOTA_EXCEEDED"]);
    }

    /// <summary>The code of each refusal; null for what was done.</summary>
    private static async Task<IReadOnlyList<string?>> RaceAsync(Member member, string field, Func<int, object> input) =>
        await Task.WhenAll(
            Enumerable
                .Range(0, Racers)
                .Select(async at =>
                {
                    var reply = await member.Client.MutateAsync(field, input(at));
                    return reply.DataWithoutErrors().GetProperty(field).Texts("errors", "code").SingleOrDefault();
                })
        );
}
