using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Tests.Subscriptions;

/// <summary>The operator's catalog and the first steps with it.</summary>
internal static class Shop
{
    public const string Subscription = "subscription { id quantity assigned status resellerOfRecordMpnId }";

    /// <summary>A new offer by the operator's import; its id as a partner reads it.</summary>
    public static Task<(string Id, string Name)> OfferAsync(
        WholeProgram running,
        Member partner,
        string productFamily = "OFFICE_365"
    ) => OfferAsync(csv => ImportAsync(running, csv), partner, productFamily);

    public static async Task<(string Id, string Name)> OfferAsync(
        Func<string, Task> import,
        Member partner,
        string productFamily = "OFFICE_365"
    )
    {
        var name = PartnerProgram.Unique("Offer");
        await import($"code,name,productFamily\n{name},{name},{productFamily}");
        var found = await partner.AskAsync(
            "query($search: String) { offers(search: $search) { nodes { id name productFamily } } }",
            new { search = name }
        );
        found.Text("offers.nodes.0.productFamily").ShouldBe(productFamily);
        return (found.Text("offers.nodes.0.id"), name);
    }

    public static async Task ImportAsync(WholeProgram running, string csv)
    {
        using var reader = new StringReader(csv);
        var import = running.Server.Services.GetRequiredService<OfferImport>();
        (await import.RunAsync(reader, allOrNothing: true, CancellationToken.None)).BadLines.ShouldBeEmpty();
    }

    public static object Order(
        string customerId,
        string resellerMpnId,
        params (string OfferId, int Quantity)[] lines
    ) =>
        new
        {
            customerId,
            lines = lines.Select(line => new
            {
                offerId = line.OfferId,
                quantity = line.Quantity,
                resellerMpnId,
            }),
        };

    /// <summary>The reseller orders one offer for its customer; the new subscription's id.</summary>
    public static async Task<string> SubscriptionAsync(
        Member reseller,
        Member customer,
        string offerId,
        int quantity = 5
    )
    {
        var payload = await reseller.DoAsync(
            "submitOrder",
            Order(customer.Id, reseller.MpnId, (offerId, quantity)),
            "order { lines { subscription { id } } }"
        );
        return payload.Text("order.lines.0.subscription.id");
    }

    public static async Task<JsonElement> ReadAsync(GraphClient client, string subscriptionId) =>
        (
            await client.AskAsync(
                "query($id: ID!) { node(id: $id) { ... on CustomerSubscription { quantity assigned status } } }",
                new { id = subscriptionId }
            )
        ).At("node");

    /// <summary>New users of a customer.</summary>
    public static async Task<IReadOnlyList<string>> UsersAsync(Member reseller, Member customer, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var added = await reseller.DoAsync("addCustomerUser", NewUser(customer), "customerUser { id }");
            ids.Add(added.Text("customerUser.id"));
        }
        return ids;
    }

    public static object NewUser(Member customer, string? email = null) =>
        new
        {
            customerId = customer.Id,
            fullName = "Lena Vogt",
            email = email ?? $"{PartnerProgram.Unique("lena")}@{customer.Domain}",
        };
}
