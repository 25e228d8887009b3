using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.ServiceHealth;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.ServiceHealth;

/// <summary>R43: what the operator tells of a service.</summary>
public sealed class MonitoredServiceTests
{
    private readonly MonitoredService service = Value(Watch(" Exchange Online ", ProductFamily.Office365));

    [Fact]
    public void R43_A_new_service_works_since_it_was_named()
    {
        service.Name.ShouldBe("Exchange Online");
        service.ProductFamily.ShouldBe(ProductFamily.Office365);
        (service.State, service.Since).ShouldBe((ServiceState.Operational, Now));
    }

    [Fact]
    public void A_new_service_needs_a_name_and_a_family()
    {
        Watch("", ProductFamily.Azure).ShouldBeRefused(new ValueRequired().At("service"));
        Watch(new string('x', 101), ProductFamily.Azure).ShouldBeRefused(new ValueTooLong(100).At("service"));
        Watch("Search", null).ShouldBeRefused(new ValueRequired().At("productFamily"));
    }

    [Fact]
    public void R43_Trouble_opens_an_incident_news_are_added_and_its_end_resolves_it()
    {
        var incident = Value(Report(ServiceState.Degraded, "Mail is slow.", null, 1)).Opened.ShouldNotBeNull();
        Value(Report(ServiceState.Degraded, "Still looking.", incident, 2)).Opened.ShouldBeNull();
        service.Since.ShouldBe(Now.AddHours(1));
        Value(Report(ServiceState.Interrupted, "No mail at all.", incident, 3)).Opened.ShouldBeNull();
        (service.State, service.Since).ShouldBe((ServiceState.Interrupted, Now.AddHours(3)));
        incident.ResolvedAt.ShouldBeNull();
        Value(Report(ServiceState.Operational, null, incident, 4)).Opened.ShouldBeNull();

        (service.State, service.Since).ShouldBe((ServiceState.Operational, Now.AddHours(4)));
        (incident.State, incident.Since, incident.ResolvedAt).ShouldBe(
            (ServiceState.Operational, Now.AddHours(1), Now.AddHours(4))
        );
        incident
            .Updates.Select(update => (update.Number, update.State, update.Message, update.By))
            .ShouldBe([
                (1, ServiceState.Degraded, "Mail is slow.", Operator.Name),
                (2, ServiceState.Degraded, "Still looking.", Operator.Name),
                (3, ServiceState.Interrupted, "No mail at all.", Operator.Name),
                (4, ServiceState.Operational, null, Operator.Name),
            ]);
        (incident.Service, incident.ProductFamily, incident.ServiceId).ShouldBe(
            ("Exchange Online", ProductFamily.Office365, service.Id)
        );
    }

    [Fact]
    public void Trouble_is_told_with_words_and_a_service_that_works_has_no_incident_to_end()
    {
        Report(ServiceState.Degraded, null, null, 1).ShouldBeRefused(new ValueRequired().At("message"));
        Report(ServiceState.Interrupted, " ", null, 1).ShouldBeRefused(new ValueRequired().At("message"));
        Report(ServiceState.Operational, null, null, 1)
            .ShouldBeRefused(new NoIncidentOpen("Exchange Online").At("state"));
        service.State.ShouldBe(ServiceState.Operational);

        var incident = Value(Report(ServiceState.Degraded, "Slow.", null, 1)).Opened;
        Report(ServiceState.Operational, new string('x', 2001), incident, 2)
            .ShouldBeRefused(new ValueTooLong(2000).At("message"));
        incident!.Updates.Count.ShouldBe(1);
    }

    [Fact]
    public void The_family_of_a_service_does_not_change()
    {
        Report(ServiceState.Degraded, "Slow.", null, 1, ProductFamily.Azure)
            .ShouldBeRefused(new ServiceOfOtherFamily("Exchange Online", ProductFamily.Office365).At("productFamily"));
        Value(Report(ServiceState.Degraded, "Slow.", null, 1, ProductFamily.Office365)).Opened.ShouldNotBeNull();
    }

    private static Outcome<MonitoredService> Watch(string name, ProductFamily? family) =>
        MonitoredService.Watch(new MonitoredServiceId(NewId()), name, family, Now);

    private Outcome<HealthReport> Report(
        ServiceState state,
        string? message,
        ServiceIncident? open,
        int hours,
        ProductFamily? family = null
    ) => service.Report(state, message, family, open, new ServiceIncidentId(NewId()), Operator, Now.AddHours(hours));
}
