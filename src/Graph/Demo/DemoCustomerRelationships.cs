using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Graph.Demo;

/// <summary>
/// Who serves whom: customers shared with a provider, customers of a reseller alone, and one customer of two resellers. Nearly all
/// came by an invitation that they accepted.
/// </summary>
internal sealed class DemoCustomerRelationships(DemoStage stage, DemoPartners partners)
{
    private readonly List<CustomerAccess> granted = [];

    public async Task EnterAsync()
    {
        foreach (var (customer, days) in DemoCustomers.All.Select((one, index) => (one, 180 - (20 * index))))
            await EnterAsync(customer, stage.DaysAgo(days));

        await AcceptAsync(
            DemoCustomers.Bakery,
            DemoCast.Birch,
            DemoCast.Alpenland,
            CustomerSource.OwnMarketing,
            daysAgo: 170
        );
        await AcceptAsync(
            DemoCustomers.Clinic,
            DemoCast.Birch,
            DemoCast.Alpenland,
            CustomerSource.IndirectProvider,
            daysAgo: 150
        );
        await AcceptAsync(
            DemoCustomers.Shipping,
            DemoCast.Birch,
            DemoCast.Harbor,
            CustomerSource.ProgramReferral,
            daysAgo: 130
        );
        await AcceptAsync(DemoCustomers.Architects, DemoCast.Birch, null, CustomerSource.OwnMarketing, daysAgo: 110);
        await AcceptAsync(
            DemoCustomers.Logistics,
            DemoCast.Almaty,
            DemoCast.Steppe,
            CustomerSource.OwnMarketing,
            daysAgo: 90
        );
        await AcceptAsync(DemoCustomers.Hotels, DemoCast.Almaty, null, CustomerSource.OwnMarketing, daysAgo: 70);
        // One customer of two resellers: neither sees the other.
        await AcceptAsync(
            DemoCustomers.Trading,
            DemoCast.Almaty,
            DemoCast.Steppe,
            CustomerSource.OwnMarketing,
            daysAgo: 50
        );
        await AcceptAsync(DemoCustomers.Trading, DemoCast.Birch, null, CustomerSource.ProgramReferral, daysAgo: 45);
        Import(DemoCustomers.School, DemoCast.Clearwater, daysAgo: 30);
    }

    private async Task EnterAsync(DemoOrganization cast, DateTimeOffset at)
    {
        var customer = Organization.CreateCustomer(
            DemoPartners.Id(cast),
            cast.Name,
            CountryCode.Parse(cast.Country),
            cast.Domain,
            at
        );
        stage.Enter(cast, DemoStage.Done(customer));
        foreach (var person in cast.People)
            await stage.EnterAsync(cast, person, at);
    }

    /// <summary>R72: one acceptance; with a provider two results.</summary>
    private async Task AcceptAsync(
        DemoOrganization customer,
        DemoOrganization reseller,
        DemoOrganization? provider,
        CustomerSource source,
        double daysAgo
    )
    {
        var invitation = new DemoInvitations(stage, partners).ToCustomer(
            reseller,
            provider,
            customer.Admin.Email,
            source,
            daysAgo
        );
        DemoStage.Done(invitation.Complete(invitation.CreatedAt));
        invitation.View(invitation.CreatedAt + TimeSpan.FromHours(1));
        var name = $"{customer.Domain} {reseller.Domain}";
        var accepted = DemoStage.Done(
            invitation.AcceptAsCustomer(
                new Acceptor(stage[customer], stage[customer.Admin], OrganizationHasRecipient: true),
                confirmed: true,
                new CustomerAccessId(DemoIds.Of("access", name)),
                new CustomerAccessId(DemoIds.Of("provider access", name)),
                granted,
                provider is null ? null : partners[provider, reseller],
                invitation.CreatedAt + TimeSpan.FromHours(2)
            )
        );
        granted.AddRange(accepted.Granted);
        stage.Db.CustomerAccess.AddRange(accepted.Granted);
        // R72: what the acceptance of an invitation delegates.
        stage.Db.AdministrationGrants.Add(
            AdministrationGrant.ByAcceptance(
                new AdministrationGrantId(DemoIds.Of("administration", name)),
                stage[reseller].Id,
                accepted.CustomerId,
                invitation.CreatedAt + TimeSpan.FromHours(2)
            )
        );
        // One after the other, so that the events' positions tell the order in which it happened.
        await stage.Db.SaveChangesAsync();
    }

    /// <summary>R59: dealt with elsewhere before.</summary>
    private void Import(DemoOrganization customer, DemoOrganization reseller, double daysAgo) =>
        stage.Db.CustomerAccess.Add(
            CustomerAccess.ForReseller(
                new CustomerAccessId(DemoIds.Of("access", $"{customer.Domain} {reseller.Domain}")),
                stage[reseller].Id,
                stage[customer].Id,
                CustomerSource.Imported,
                stage.DaysAgo(daysAgo)
            )
        );
}
