using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Graph.Tests.Events;

/// <summary>Lets time pass for an organization's oldest events, and forgets them as the worker does.</summary>
internal static class KeptEvents
{
    public static async Task ForgetAsync(WholeProgram running, Member member, string upTo)
    {
        var organization = new OrganizationId(GlobalId.Read(NodeKind.Partner, member.Id)!.Value);
        var position = long.Parse(upTo, provider: null);
        var old = DateTimeOffset.UnixEpoch;
        await using var db = running.Server.Open();
        await db
            .Events.Where(row => row.OrganizationId == organization && row.Position <= position)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OccurredAt, old));
        (await EventRetention.ForgetAsync(db, old.AddDays(1), CancellationToken.None)).ShouldBe((int)position);
    }
}
