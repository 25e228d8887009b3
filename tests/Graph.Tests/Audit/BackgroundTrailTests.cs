using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Schedules;

namespace PartnerGraph.Graph.Tests.Audit;

public sealed class BackgroundTrailTests
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task What_lapses_by_the_clock_leaves_a_row_for_each_and_the_oldest_are_forgotten(TestDatabase database)
    {
        var clock = new ShiftedClock();
        await using var running = await WholeProgram.StartAsync(database, clock);
        var reseller = await running.Program.ResellerAsync();
        // Drafts: no mail is on its way that would touch them at the same moment.
        for (var i = 0; i < 2; i++)
            await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail());
        clock.GoOn(TimeSpan.FromDays(8));
        await ActivatorUtilities
            .CreateInstance<ExpireInvitationsJob>(running.Server.Services)
            .RunAsync(TestContext.Current.CancellationToken);

        var client = await running.Program.SignInAsync(reseller.Email);
        var lapsed = await client.TrailAsync(", action: \"expireInvitations\"");
        lapsed.Count.ShouldBe(2);
        lapsed.ShouldAllBe(one => one.Text("actorKind") == "SYSTEM" && one.Text("actor") == "PartnerGraph");
        lapsed.Select(one => one.Text("subjectId")).Distinct().Count().ShouldBe(2);

        clock.GoOn(TimeSpan.FromDays(723));
        await ActivatorUtilities
            .CreateInstance<ForgetOldRowsJob>(running.Server.Services)
            .RunAsync(TestContext.Current.CancellationToken);
        await using var db = running.Server.Open();
        var kept = await db.AuditEvents.Select(row => row.Action).Distinct().ToListAsync();
        kept.ShouldContain("expireInvitations");
        kept.ShouldNotContain("draftCustomerInvitation");
    }

    [Fact]
    public void Nothing_in_the_program_changes_a_row_of_the_trail() =>
        typeof(AuditEvent)
            .GetProperties()
            .Where(property =>
                property.SetMethod is { } set
                && !set
                    .ReturnParameter.GetRequiredCustomModifiers()
                    .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
            )
            .ShouldBeEmpty();
}
