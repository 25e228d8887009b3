using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;

namespace PartnerGraph.Graph.Demo;

/// <summary>Leads of a provider, one for each next step: to assign, to accept, to decline, and to win.</summary>
internal sealed class DemoLeads(DemoStage stage, DemoPartners partners)
{
    private Partnership Partnership => partners[DemoCast.Alpenland, DemoCast.Birch];

    private LeadStep Provider => Step(DemoCast.Alpenland, DemoCast.Alpenland.Admin);

    public void Enter()
    {
        Lead("Kaisersberg Hotels", daysAgo: 1, program: true);
        Assigned("Nordlicht Print", daysAgo: 3);
        Assigned("Wendelstein Tours", daysAgo: 2);
        var accepted = Assigned("Inntal Timber", daysAgo: 10);
        DemoStage.Done(accepted.Accept(Step(DemoCast.Birch, DemoCast.Birch.Admin), stage.DaysAgo(8)));
        DemoStage.WasMailedThen(accepted);
    }

    private Lead Assigned(string company, double daysAgo)
    {
        var lead = Lead(company, daysAgo, program: false);
        DemoStage.Done(lead.Assign(Partnership, Provider, LeadPolicy.Default, stage.DaysAgo(daysAgo)));
        DemoStage.WasMailedThen(lead);
        return lead;
    }

    private Lead Lead(string company, double daysAgo, bool program)
    {
        var domain = company.ToLowerInvariant().Replace(' ', '-');
        var step = program ? Step(DemoCast.Operator, DemoCast.Operator.Admin) : Provider;
        var lead = DemoStage.Done(
            Domain.Leads.Lead.Enter(
                new LeadId(DemoIds.Of("lead", company)),
                new Prospect(
                    company,
                    CountryCode.Parse("DE"),
                    "Vroni Maier",
                    EmailAddress.Parse($"office@{domain}.example"),
                    "Mail and files for 30 people."
                ),
                stage[DemoCast.Alpenland].Id,
                program,
                step,
                stage.DaysAgo(daysAgo)
            )
        );
        DemoStage.WasMailedThen(lead);
        stage.Db.Leads.Add(lead);
        return lead;
    }

    private LeadStep Step(DemoOrganization organization, DemoPerson person) =>
        new(stage[organization].Id, stage[person].AsActor(), []);
}
