using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Incentives;

/// <summary>R77 over HTTP: what was ordered under an MPN ID, by month.</summary>
public sealed class IncentiveReportTests(WholePrograms programs)
{
    private const string Report = """
        query($from: DateTime!, $to: DateTime!) {
          incentiveReport(from: $from, to: $to) {
            rows { month mpnId reseller { name } offer { name } orders licenses customers }
            csv
          }
        }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R77_A_reseller_sees_what_stands_under_its_MPN_ID_and_a_provider_what_it_submitted(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var second = await program.JointCustomerAsync(trio.Reseller, trio.Provider);
        var (mail, mailName) = await Shop.OfferAsync(running, trio.Reseller);
        var (cloud, cloudName) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        Task OrderAsync(GraphClient client, Member customer, params (string, int)[] lines) =>
            client.DoAsync("submitOrder", Shop.Order(customer.Id, trio.Reseller.MpnId, lines));
        await OrderAsync(trio.Reseller.Client, trio.Customer, (mail, 5), (mail, 2));
        await OrderAsync(agent, trio.Customer, (mail, 10), (cloud, 3));
        await OrderAsync(agent, second, (mail, 1));

        var mine = await trio.Reseller.AskAsync(Report, ThisMonth());
        Rows(mine).ShouldBe([(mailName, 3, 18, 2), (cloudName, 1, 3, 1)], ignoreOrder: true);
        mine.Texts("incentiveReport.rows", "mpnId").ShouldAllBe(mpnId => mpnId == trio.Reseller.MpnId);
        mine.Text("incentiveReport.rows.0.reseller.name").ShouldBe(trio.Reseller.Name);
        var csv = mine.Text("incentiveReport.csv").Split("\r\n");
        csv[0].ShouldBe("month,mpnId,reseller,offer,productFamily,orders,licenses,customers");
        csv.ShouldContain(
            $"{mine.Text("incentiveReport.rows.0.month")},{trio.Reseller.MpnId},{trio.Reseller.Name},{mailName},OFFICE_365,3,18,2"
        );

        var theirs = await trio.Provider.AskAsync(Report, ThisMonth());
        Rows(theirs).ShouldBe([(mailName, 2, 11, 2), (cloudName, 1, 3, 1)], ignoreOrder: true);
        theirs.Texts("incentiveReport.rows", "mpnId").ShouldAllBe(mpnId => mpnId == trio.Reseller.MpnId);
        // What was ordered counts also where the partnership is over.
        await trio.Reseller.DoAsync("endPartnership", new { partnershipId = trio.Partnership });
        Rows(await trio.Provider.AskAsync(Report, ThisMonth())).Count.ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R77_Another_partner_sees_nothing_of_it_and_only_global_admins_see_it_at_all(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var trio = await program.NewTrioAsync();
        var (mail, _) = await Shop.OfferAsync(running, trio.Reseller);
        await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, mail);
        var stranger = await program.ResellerAsync();
        var (agent, _, _) = await program.AddUserAsync(trio.Reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");

        (await stranger.AskAsync(Report, ThisMonth())).List("incentiveReport.rows").ShouldBeEmpty();
        (await trio.Provider.AskAsync(Report, ThisMonth())).List("incentiveReport.rows").ShouldBeEmpty();
        foreach (var client in (GraphClient[])[agent, trio.Customer.Client, await program.OperatorAsync()])
            (await client.SendAsync(Report, ThisMonth())).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Theory]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    [InlineData("2026-12-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    [InlineData("2020-01-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    public async Task A_period_without_sense_is_bad_input(string from, string to)
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        var trio = await program.KnownTrioAsync();

        (await trio.Reseller.Client.SendAsync(Report, new { from, to })).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    private static object ThisMonth()
    {
        var now = DateTimeOffset.UtcNow;
        var start = new DateTimeOffset(now.AddHours(-2).Year, now.AddHours(-2).Month, 1, 0, 0, 0, TimeSpan.Zero);
        return new { from = start, to = start.AddMonths(2) };
    }

    private static List<(string, int, int, int)> Rows(System.Text.Json.JsonElement report) =>
        [
            .. report
                .List("incentiveReport.rows")
                .Select(row =>
                    (
                        row.Text("offer.name"),
                        row.At("orders").GetInt32(),
                        row.At("licenses").GetInt32(),
                        row.At("customers").GetInt32()
                    )
                ),
        ];
}
