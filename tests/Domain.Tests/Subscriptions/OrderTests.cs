using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Subscriptions;

/// <summary>R71, R77: what can be ordered, and under whose MPN ID.</summary>
public sealed class OrderTests
{
    private static readonly ResellerOfRecord Contoso = new(new OrganizationId(NewId()), "4711");
    private static readonly ResellerOfRecord Northwind = new(new OrganizationId(NewId()), "4712");
    private readonly OrganizationId _customer = new(NewId());
    private readonly OrganizationId _provider = new(NewId());

    [Fact]
    public void R71_Each_line_makes_a_subscription_under_the_resellers_MPN_ID()
    {
        var lines = new[] { Line(3), Line(1, " 4711 ") };

        var (order, subscriptions) = Value(Submit(lines));

        order.Lines.Select(line => (line.Number, line.Quantity)).ShouldBe([(1, 3), (2, 1)]);
        order.ResellerId.ShouldBe(Contoso.Id);
        order.SubmittedById.ShouldBe(_provider);
        subscriptions.Select(one => one.Id).ShouldBe(lines.Select(line => line.SubscriptionId));
        foreach (var one in subscriptions)
        {
            one.CustomerId.ShouldBe(_customer);
            one.ResellerOfRecordMpnId.ShouldBe("4711");
            one.OrderedById.ShouldBe(_provider);
            one.Status.ShouldBe(SubscriptionStatus.Active);
            one.Assigned.ShouldBe(0);
        }
        subscriptions.Select(one => one.Quantity).ShouldBe([3, 1]);
    }

    [Fact]
    public void An_order_is_told_once_to_each_who_takes_part()
    {
        var (order, _) = Value(Submit([Line(3)]));

        var told = order.PendingEvents().ShouldHaveSingleItem();
        told.Name.ShouldBe("order.submitted");
        told.Concerns.ShouldBe([_provider, Contoso.Id, _customer]);
        told.Facts["lines"].ShouldBe("1");
        told.Facts["resellerId"].ShouldBe(Contoso.Id.Value.ToString("D"));
    }

    [Theory]
    [InlineData("9999")]
    [InlineData("700001")]
    public void R77_An_MPN_ID_of_no_reseller_of_record_is_refused_at_its_line(string mpnId) =>
        Submit([Line(1), Line(1, mpnId)])
            .Refusals.ShouldBe([new NotResellerOfRecord().At("lines", "1", "resellerMpnId")]);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void R77_A_missing_MPN_ID_is_refused_at_its_line(string mpnId) =>
        Submit([Line(1, mpnId)]).Refusals.ShouldBe([new ValueRequired().At("lines", "0", "resellerMpnId")]);

    [Fact]
    public void R77_One_order_has_one_reseller_of_record() =>
        Submit([Line(1), Line(1, "4712")])
            .Refusals.ShouldBe([new SeveralResellersOfRecord().At("lines", "1", "resellerMpnId")]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_quantity_is_from_one_to_a_million(int quantity) =>
        Submit([Line(quantity)]).Refusals.ShouldBe([new QuantityOutOfRange(1, 1_000_000).At("lines", "0", "quantity")]);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Both_ends_of_the_range_can_be_ordered(int quantity) =>
        Submit([Line(quantity)]).IsSuccess.ShouldBeTrue();

    [Fact]
    public void Every_wrong_line_is_told_at_once() =>
        Submit([Line(0, "9999"), Line(0)])
            .Refusals.Select(refusal => string.Join('.', refusal.Path))
            .ShouldBe(["lines.0.quantity", "lines.0.resellerMpnId", "lines.1.quantity"]);

    [Fact]
    public void An_order_has_one_to_a_hundred_lines()
    {
        Submit([]).Refusals.ShouldBe([new ValueRequired().At("lines")]);
        Submit([.. Enumerable.Repeat(Line(1), 101)]).Refusals.ShouldBe([new TooManyOrderLines(100).At("lines")]);
        Submit([.. Enumerable.Repeat(Line(1), 100)]).IsSuccess.ShouldBeTrue();
    }

    private static RequestedLine Line(int quantity, string mpnId = "4711") =>
        new(new OfferId(NewId()), quantity, mpnId, new CustomerSubscriptionId(NewId()));

    private Outcome<SubmittedOrder> Submit(RequestedLine[] lines) =>
        Order.Submit(new OrderId(NewId()), _customer, _provider, null, lines, [Contoso, Northwind], Now);

    [Fact]
    public void An_offer_and_a_license_are_what_they_were_made_with()
    {
        var offer = new Offer(
            new OfferId(NewId()),
            "O365-E3",
            "Office 365 E3",
            Domain.Access.ProductFamily.Office365,
            available: true
        );
        var (customer, user, subscription) = (
            new OrganizationId(NewId()),
            new UserId(NewId()),
            new CustomerSubscriptionId(NewId())
        );
        var license = new Domain.Customers.License(
            new LicenseId(NewId()),
            customer,
            user,
            subscription,
            offer.Name,
            Now
        );

        (offer.Code, offer.Name, offer.ProductFamily, offer.Available).ShouldBe(
            ("O365-E3", "Office 365 E3", Domain.Access.ProductFamily.Office365, true)
        );
        (
            license.CustomerId,
            license.CustomerUserId,
            license.SubscriptionId,
            license.OfferName,
            license.AssignedAt
        ).ShouldBe((customer, user, subscription, "Office 365 E3", Now));
    }
}
