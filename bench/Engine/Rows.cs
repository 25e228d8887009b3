namespace PartnerGraph.Bench.Engine;

/// <summary>100 customers with 10 subscriptions each: about 36 kB of JSON.</summary>
internal sealed record CustomerRow(int Id, string Name, string Country, bool Active, SubscriptionRow[] Subscriptions);

internal sealed record SubscriptionRow(int Id, string Offer, int Quantity);

internal static class Rows
{
    public const string Sdl = """
        type Query { customers: [Customer!]! }
        type Customer { id: Int!  name: String!  country: String!  active: Boolean!  subscriptions: [License!]! }
        type License { id: Int!  offer: String!  quantity: Int! }
        """;

    public const string Query = "{ customers { id name country active subscriptions { id offer quantity } } }";

    public static CustomerRow[] All { get; } =
    [
        .. Enumerable
            .Range(1, 100)
            .Select(id => new CustomerRow(
                id * 1000,
                $"Customer {id} & Sons",
                "DE",
                id % 3 != 0,
                [.. Enumerable.Range(1, 10).Select(at => new SubscriptionRow(at, $"ms:office-{at % 4}", at * 5))]
            )),
    ];
}
