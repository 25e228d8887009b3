using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.SupportTickets;

namespace PartnerGraph.Graph.Demo;

/// <summary>Services that work and one that does not quite, a request on behalf of a customer, and a ticket with the program.</summary>
internal sealed class DemoSupport(DemoStage stage)
{
    private CaseVoice Program => Voice(SupportSide.Program, DemoCast.Operator.Admin);

    public void Enter()
    {
        EnterHealth();
        EnterRequest();
        EnterTicket();
    }

    private void EnterHealth()
    {
        var mail = Service("Exchange Online", ProductFamily.Office365, daysAgo: 300);
        var slow = Report(mail, ServiceState.Degraded, "Mail arrives late. We are looking into it.", null, daysAgo: 12);
        Report(mail, ServiceState.Interrupted, "No mail arrives in Europe.", slow, daysAgo: 11.8);
        Report(mail, ServiceState.Operational, "A faulty update was taken back.", slow, daysAgo: 11.5);
        var directory = Service("Azure Active Directory", ProductFamily.Azure, daysAgo: 300);
        Report(directory, ServiceState.Degraded, "Signing in takes longer than usual.", null, daysAgo: 0.2);
        Service("Dynamics 365 Sales", ProductFamily.Dynamics365, daysAgo: 300);
    }

    private MonitoredService Service(string name, ProductFamily family, double daysAgo)
    {
        var id = new MonitoredServiceId(DemoIds.Of("service", name));
        var service = DemoStage.Done(MonitoredService.Watch(id, name, family, stage.DaysAgo(daysAgo)));
        stage.Db.MonitoredServices.Add(service);
        return service;
    }

    private ServiceIncident? Report(
        MonitoredService service,
        ServiceState state,
        string message,
        ServiceIncident? open,
        double daysAgo
    )
    {
        var id = new ServiceIncidentId(DemoIds.Of("incident", service.Name, TimeSpan.FromDays(daysAgo)));
        var by = stage[DemoCast.Operator.Admin].AsActor();
        var report = DemoStage.Done(service.Report(state, message, null, open, id, by, stage.DaysAgo(daysAgo)));
        if (report.Opened is { } opened)
            stage.Db.ServiceIncidents.Add(opened);
        return report.Opened;
    }

    private void EnterRequest()
    {
        var (reseller, customer) = (DemoCast.Birch, DemoCustomers.Bakery);
        var request = DemoStage.Done(
            ServiceRequest.Create(
                new ServiceRequestId(DemoIds.Of("service request", customer.Domain)),
                stage[customer].Id,
                stage[reseller].Id,
                stage[reseller].Id,
                new RequestSubject(
                    new CustomerSubscriptionId(DemoIds.Of("subscription", $"{customer.Domain} AAD-P1")),
                    ProductFamily.Azure
                ),
                "Two people cannot sign in",
                Text("Since Monday the directory asks them for a second factor that they never set up."),
                Voice(SupportSide.Partner, reseller.People[3]),
                stage.DaysAgo(3)
            )
        );
        DemoStage.Done(request.Reply(Program, Text("Which of the two branches do they work in?"), stage.DaysAgo(2)));
        DemoStage.WasMailedThen(request);
        stage.Db.ServiceRequests.Add(request);
    }

    private void EnterTicket()
    {
        var reseller = DemoCast.Birch;
        var ticket = DemoStage.Done(
            SupportTicket.Open(
                new SupportTicketId(DemoIds.Of("support ticket", reseller.Domain)),
                stage[reseller].Id,
                "Our competency is missing",
                Text("The competency \"Security\" that we passed in spring is not in our membership profile."),
                Voice(SupportSide.Partner, reseller.Admin),
                stage.DaysAgo(5)
            )
        );
        DemoStage.WasMailedThen(ticket);
        stage.Db.SupportTickets.Add(ticket);
    }

    private CaseVoice Voice(SupportSide side, DemoPerson person) => new(side, stage[person].AsActor(), []);

    private static CaseText Text(string text) => new(text, []);
}
