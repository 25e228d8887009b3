using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Subscriptions;

/// <summary>A reseller under whose MPN ID an organization may order for a customer (R77).</summary>
public sealed record ResellerOfRecord(OrganizationId Id, string MpnId);

/// <summary>A line as it was asked for.</summary>
/// <param name="SubscriptionId">Of the subscription that comes of it.</param>
public sealed record RequestedLine(
    OfferId OfferId,
    int Quantity,
    string ResellerMpnId,
    CustomerSubscriptionId SubscriptionId
);

/// <summary>A line of an order; each makes a subscription of its own.</summary>
public sealed class OrderLine
{
    private OrderLine() { }

    internal OrderLine(int number, RequestedLine line)
    {
        Number = number;
        OfferId = line.OfferId;
        Quantity = line.Quantity;
        ResellerMpnId = line.ResellerMpnId.Trim();
        SubscriptionId = line.SubscriptionId;
    }

    /// <summary>From 1 on, in the order of the input.</summary>
    public int Number { get; private set; }
    public OfferId OfferId { get; private set; }
    public int Quantity { get; private set; }
    public string ResellerMpnId { get; private set; } = "";
    public CustomerSubscriptionId SubscriptionId { get; private set; }
}

/// <summary>What an accepted order consists of.</summary>
public sealed record SubmittedOrder(Order Order, IReadOnlyList<CustomerSubscription> Subscriptions);

/// <summary>What a partner ordered for a customer (R71). It does not change any more.</summary>
public sealed class Order : EventSource
{
    public const int MaximumLines = 100;

    private readonly List<OrderLine> _lines = [];

    private Order() { }

    public OrderId Id { get; private set; }
    public OrganizationId CustomerId { get; private set; }

    /// <summary>The reseller of record of all its lines.</summary>
    public OrganizationId ResellerId { get; private set; }

    /// <summary>The partner that submitted it: the reseller of record or a provider.</summary>
    public OrganizationId SubmittedById { get; private set; }

    /// <summary>Who of the partner; null for an API token.</summary>
    public UserId? SubmittedByUser { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>
    /// R77: every line names a reseller of record by its MPN ID, and all the same one: what one reseller sells to a customer is none of
    /// another's business.
    /// </summary>
    /// <param name="resellers">Those under whose MPN ID the submitter may order; a reseller is its own.</param>
    public static Outcome<SubmittedOrder> Submit(
        OrderId id,
        OrganizationId customer,
        OrganizationId submittedBy,
        UserId? submittedByUser,
        IReadOnlyList<RequestedLine> lines,
        IReadOnlyCollection<ResellerOfRecord> resellers,
        DateTimeOffset now
    )
    {
        if (CheckLines(lines, resellers) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<SubmittedOrder>(refusals);
        }

        var order = new Order
        {
            Id = id,
            CustomerId = customer,
            ResellerId = Find(resellers, lines[0])!.Id,
            SubmittedById = submittedBy,
            SubmittedByUser = submittedByUser,
            CreatedAt = now,
        };
        order._lines.AddRange(lines.Select((line, index) => new OrderLine(index + 1, line)));
        order.Raise(new OrderSubmitted(id, customer, order.ResellerId, submittedBy, lines.Count, now));
        return new SubmittedOrder(order, [.. order._lines.Select(line => new CustomerSubscription(order, line))]);
    }

    private static List<Refusal> CheckLines(
        IReadOnlyList<RequestedLine> lines,
        IReadOnlyCollection<ResellerOfRecord> resellers
    )
    {
        if (lines.Count == 0)
        {
            return [new ValueRequired().At("lines")];
        }

        if (lines.Count > MaximumLines)
        {
            return [new TooManyOrderLines(MaximumLines).At("lines")];
        }

        var first = Find(resellers, lines[0]);
        return [.. lines.SelectMany((line, index) => CheckLine(line, index, resellers, first))];
    }

    private static IEnumerable<Refusal> CheckLine(
        RequestedLine line,
        int index,
        IReadOnlyCollection<ResellerOfRecord> resellers,
        ResellerOfRecord? first
    )
    {
        if (CustomerSubscription.CheckQuantity(line.Quantity) is { } quantity)
        {
            yield return OrderPath.At(quantity, index, "quantity");
        }

        if (CheckReseller(line, resellers, first) is { } reseller)
        {
            yield return OrderPath.At(reseller, index, "resellerMpnId");
        }
    }

    private static Refusal? CheckReseller(
        RequestedLine line,
        IReadOnlyCollection<ResellerOfRecord> resellers,
        ResellerOfRecord? first
    )
    {
        if (string.IsNullOrWhiteSpace(line.ResellerMpnId))
        {
            return new ValueRequired();
        }

        if (Find(resellers, line) is not { } named)
        {
            return new NotResellerOfRecord();
        }

        return first is null || named == first ? null : new SeveralResellersOfRecord();
    }

    private static ResellerOfRecord? Find(IEnumerable<ResellerOfRecord> resellers, RequestedLine line) =>
        resellers.FirstOrDefault(one =>
            string.Equals(one.MpnId, line.ResellerMpnId.Trim(), StringComparison.OrdinalIgnoreCase)
        );
}

/// <summary>Where in the input of an order a refusal belongs.</summary>
public static class OrderPath
{
    /// <param name="refusal">What to tell.</param>
    /// <param name="index">The line, from 0 on.</param>
    /// <param name="field">The field of the line.</param>
    public static Refusal At(Refusal refusal, int index, string field) =>
        refusal.At("lines", index.ToString(System.Globalization.CultureInfo.InvariantCulture), field);
}
