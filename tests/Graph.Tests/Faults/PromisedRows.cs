using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Graph.Tests.Faults;

/// <summary>What an invitation promises: with its row exactly one mail, one event and one act of the audit trail, or none of them.</summary>
internal static class PromisedRows
{
    /// <summary>How many invitations there are.</summary>
    public static async Task<int> CheckAsync(PartnerGraphDb db, Inviters inviters)
    {
        var own = inviters.Organizations();
        var invitations = await db
            .Invitations.Where(row => own.Contains(row.InviterId))
            .Select(row => row.Id)
            .ToListAsync();
        var made = invitations.ToHashSet();

        inviters.Acknowledged.Where(id => !made.Contains(id)).ShouldBeEmpty("acknowledged, and lost");
        Same(made, await MailsAsync(db, own), "mails");
        Same(made, await EventsAsync(db, own), "events");
        Same(made, await ActsAsync(db, own), "acts");
        return made.Count;
    }

    private static void Same(HashSet<InvitationId> made, List<InvitationId> promised, string what)
    {
        promised.Count.ShouldBe(made.Count, what);
        made.SetEquals(promised).ShouldBeTrue(what);
    }

    private static async Task<List<InvitationId>> MailsAsync(PartnerGraphDb db, IReadOnlyList<OrganizationId> own)
    {
        var mails = await db
            .Outbox.Where(row => own.Contains(row.OrganizationId) && row.Kind == EventNames.PartnershipInvited)
            .Select(row => row.SubjectId)
            .ToListAsync();
        return mails.ConvertAll(id => new InvitationId(id));
    }

    private static async Task<List<InvitationId>> EventsAsync(PartnerGraphDb db, IReadOnlyList<OrganizationId> own)
    {
        var events = await db
            .Events.AsNoTracking()
            .Where(row => own.Contains(row.OrganizationId))
            .OrderBy(row => row.Position)
            .ToListAsync();
        foreach (var log in events.GroupBy(row => row.OrganizationId))
        {
            // Without a gap, also where a transaction had its position already when it died.
            log.Select(row => row.Position).ShouldBe(Enumerable.Range(1, log.Count()).Select(at => (long)at));
            var counter = await db.Set<EventCounter>().SingleAsync(row => row.OrganizationId == log.Key);
            counter.Position.ShouldBe(log.Count());
        }

        return
        [
            .. events
                .Where(row => row.Kind == EventNames.PartnershipInvited)
                .Select(row => new InvitationId(Guid.Parse(row.Facts()[FactNames.InvitationId]))),
        ];
    }

    private static async Task<List<InvitationId>> ActsAsync(PartnerGraphDb db, IReadOnlyList<OrganizationId> own)
    {
        var acts = await db.Set<AuditEvent>()
            .Where(row =>
                own.Contains(row.OrganizationId) && row.Action == "inviteReseller" && row.Outcome == AuditOutcome.Done
            )
            .Select(row => row.SubjectId)
            .ToListAsync();
        return acts.ConvertAll(id => new InvitationId(id!.Value));
    }
}
