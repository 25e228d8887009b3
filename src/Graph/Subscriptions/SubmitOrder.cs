using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record SubmitOrderInput(string CustomerId, IReadOnlyList<OrderLineInput> Lines);

public sealed record OrderLineInput(string OfferId, int Quantity, string ResellerMpnId);

public sealed record SubmitOrderPayload : Payload
{
    public OrderId? Order { get; init; }
}

/// <summary>R56, R71, R77: a partner orders for a customer; each line makes a subscription, all in one transaction.</summary>
public sealed class SubmitOrder(Database database, TimeProvider clock) : IMutation<SubmitOrderInput, SubmitOrderPayload>
{
    public async Task<SubmitOrderPayload> ExecuteAsync(
        SubmitOrderInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var customer = await ServedCustomer.FindAsync(db, caller, input.CustomerId, cancellation);
        var offers = await OffersAsync(db, input.Lines, cancellation);
        if (Unknown(customer, input.Lines, offers) is { Count: > 0 } unknown)
        {
            return new SubmitOrderPayload { Errors = unknown };
        }

        if (MayOrder(caller, customer!.Ties, input.Lines, offers) is { } denied)
        {
            return new SubmitOrderPayload { Errors = [denied] };
        }

        var resellers = await customer.Ties.ResellersOfRecordAsync(db, cancellation);
        if (!Decide(input, caller, customer, resellers).TryGet(out var submitted, out var refusals))
        {
            return new SubmitOrderPayload { Errors = refusals };
        }

        db.Orders.Add(submitted.Order);
        db.Subscriptions.AddRange(submitted.Subscriptions);
        await db.SaveChangesAsync(cancellation);
        return new SubmitOrderPayload { Order = submitted.Order.Id };
    }

    private Outcome<SubmittedOrder> Decide(
        SubmitOrderInput input,
        Caller caller,
        ServedCustomer customer,
        IReadOnlyList<ResellerOfRecord> resellers
    )
    {
        var now = clock.GetUtcNow();
        return Order.Submit(
            new OrderId(Guid.CreateVersion7(now)),
            customer.Id,
            caller.Organization,
            caller.User,
            [
                .. input.Lines.Select(line => new RequestedLine(
                    new OfferId(GlobalId.Read(NodeKind.Offer, line.OfferId)!.Value),
                    line.Quantity,
                    line.ResellerMpnId,
                    new CustomerSubscriptionId(Guid.CreateVersion7(now))
                )),
            ],
            resellers,
            now
        );
    }

    private static async Task<Dictionary<Guid, ProductFamily>> OffersAsync(
        PartnerGraphDb db,
        IReadOnlyList<OrderLineInput> lines,
        CancellationToken cancellation
    )
    {
        var ids = lines
            .Select(line => GlobalId.Read(NodeKind.Offer, line.OfferId))
            .OfType<Guid>()
            .Distinct()
            .Select(id => new OfferId(id))
            .ToList();
        return await OfferQueries
            .OnSale(db, family: null, search: null)
            .Where(offer => ids.Contains(offer.Id))
            .ToDictionaryAsync(offer => offer.Id.Value, offer => offer.ProductFamily, cancellation);
    }

    /// <summary>The customer and every offer that the caller does not see; what is no longer on sale counts as unknown.</summary>
    private static List<Refusal> Unknown(
        ServedCustomer? customer,
        IReadOnlyList<OrderLineInput> lines,
        Dictionary<Guid, ProductFamily> offers
    ) =>
        [
            .. customer is null ? [new NotFound().At("customerId")] : Array.Empty<Refusal>(),
            .. lines
                .Index()
                .Where(line =>
                    GlobalId.Read(NodeKind.Offer, line.Item.OfferId) is not { } id || !offers.ContainsKey(id)
                )
                .Select(line => OrderPath.At(new NotFound(), line.Index, "offerId")),
        ];

    /// <summary>The same rule that customer.abilities.submitOrder tells, and then for the family of each line (R44).</summary>
    private static Refusal? MayOrder(
        Caller caller,
        OrderingTies ties,
        IReadOnlyList<OrderLineInput> lines,
        Dictionary<Guid, ProductFamily> offers
    )
    {
        if (ServedCustomer.May(caller, CustomerAction.SubmitOrder, family: null, ties.All) is { } refusal)
        {
            return refusal.At("customerId");
        }

        return lines
            .Select(
                (line, index) =>
                    ServedCustomer.May(
                        caller,
                        CustomerAction.SubmitOrder,
                        offers[GlobalId.Read(NodeKind.Offer, line.OfferId)!.Value],
                        ties.All
                    )
                        is { } denied
                        ? OrderPath.At(denied, index, "offerId")
                        : null
            )
            .FirstOrDefault(denied => denied is not null);
    }
}
