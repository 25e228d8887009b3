using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Demo;

/// <summary>The catalog, and what was ordered of it: by the provider where there is one, always under the reseller's MPN ID (R77).</summary>
internal sealed class DemoOrders(DemoStage stage)
{
    private static readonly (string Code, string Name, ProductFamily Family)[] Catalog =
    [
        ("O365-BP", "Office 365 Business Premium", ProductFamily.Office365),
        ("AAD-P1", "Azure Active Directory P1", ProductFamily.Azure),
        ("O365-E3", "Office 365 E3", ProductFamily.Office365),
        ("D365-SALES", "Dynamics 365 Sales", ProductFamily.Dynamics365),
        ("BACKUP", "Mailbox backup", ProductFamily.Other),
    ];

    private readonly Dictionary<string, Offer> offers = new(StringComparer.Ordinal);

    public async Task EnterAsync()
    {
        foreach (var (code, name, family) in Catalog)
        {
            var offer = new Offer(new OfferId(DemoIds.Of("offer", code)), code, name, family, available: true);
            offers.Add(code, offer);
            stage.Db.Offers.Add(offer);
        }

        await OrderAsync(DemoCustomers.Bakery, DemoCast.Birch, DemoCast.Alpenland, daysAgo: 160);
        await OrderAsync(DemoCustomers.Clinic, DemoCast.Birch, DemoCast.Alpenland, daysAgo: 140);
        await OrderAsync(DemoCustomers.Shipping, DemoCast.Birch, DemoCast.Harbor, daysAgo: 120);
        await OrderAsync(DemoCustomers.Architects, DemoCast.Birch, DemoCast.Birch, daysAgo: 100);
        await OrderAsync(DemoCustomers.Logistics, DemoCast.Almaty, DemoCast.Steppe, daysAgo: 80);
        await OrderAsync(DemoCustomers.Hotels, DemoCast.Almaty, DemoCast.Almaty, daysAgo: 60);
        await OrderAsync(DemoCustomers.Trading, DemoCast.Almaty, DemoCast.Steppe, daysAgo: 40);
        await OrderAsync(DemoCustomers.School, DemoCast.Clearwater, DemoCast.Clearwater, daysAgo: 20);
    }

    private async Task OrderAsync(
        DemoOrganization customer,
        DemoOrganization reseller,
        DemoOrganization submitter,
        double daysAgo
    )
    {
        var at = stage.DaysAgo(daysAgo);
        var submitted = DemoStage.Done(
            Order.Submit(
                new OrderId(DemoIds.Of("order", customer.Domain, TimeSpan.FromDays(daysAgo))),
                stage[customer].Id,
                stage[submitter].Id,
                stage[submitter.Admin].Id,
                [Line(customer, reseller, "O365-BP", 25), Line(customer, reseller, "AAD-P1", 10)],
                [new ResellerOfRecord(stage[reseller].Id, reseller.MpnId!)],
                at
            )
        );
        stage.Db.Orders.Add(submitted.Order);
        stage.Db.Subscriptions.AddRange(submitted.Subscriptions);
        await stage.Db.SaveChangesAsync();
        foreach (var (index, person) in customer.People.Index())
        {
            // The admin has no use for the second one.
            foreach (var subscription in submitted.Subscriptions.Take(index == 0 ? 1 : 2))
                await AssignAsync(subscription, person, at);
        }
    }

    private RequestedLine Line(DemoOrganization customer, DemoOrganization reseller, string code, int quantity) =>
        new(
            offers[code].Id,
            quantity,
            reseller.MpnId!,
            new CustomerSubscriptionId(DemoIds.Of("subscription", $"{customer.Domain} {code}"))
        );

    private async Task AssignAsync(CustomerSubscription subscription, DemoPerson person, DateTimeOffset at)
    {
        var offer = offers.Values.Single(one => one.Id == subscription.OfferId);
        if (!await SubscriptionChanges.TakeLicenseAsync(stage.Db, subscription.Id, CancellationToken.None))
            throw new InvalidOperationException("The demo world assigned more licenses than it ordered.");
        stage.Db.Licenses.Add(
            new License(
                new LicenseId(DemoIds.Of("license", $"{person.Email} {offer.Code}")),
                subscription.CustomerId,
                stage[person].Id,
                subscription.Id,
                offer.Name,
                at
            )
        );
    }
}
