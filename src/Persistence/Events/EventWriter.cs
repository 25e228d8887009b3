using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Events;

/// <summary>Gives each event a position in the log of every organization that it concerns.</summary>
internal static class EventWriter
{
    private const string RaiseCounter = """
        insert into event_counters (organization_id, position) values ({0}, {1})
        on conflict (organization_id) do update set position = event_counters.position + excluded.position
        returning position as "Value"
        """;

    public static async Task<IReadOnlyList<StoredEvent>> AddAsync(
        PartnerGraphDb db,
        IReadOnlyList<DomainEvent> happened,
        CancellationToken cancellationToken
    )
    {
        var stored = new List<StoredEvent>();
        // In one order for all transactions: two that concern the same organizations then wait for each other and never deadlock.
        foreach (var organization in happened.SelectMany(one => one.Concerns).Distinct().OrderBy(id => id.Value))
        {
            var own = happened.Where(one => one.Concerns.Contains(organization)).ToList();
            var last = await RaiseAsync(db, organization, own.Count, cancellationToken);
            var position = last - own.Count;
            stored.AddRange(own.Select(one => Row(organization, ++position, one)));
        }
        db.Events.AddRange(stored);
        return stored;
    }

    private static async Task<long> RaiseAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        int by,
        CancellationToken cancellationToken
    )
    {
        var raised = await db
            .Database.SqlQueryRaw<long>(RaiseCounter, organization.Value, (long)by)
            .ToListAsync(cancellationToken);
        return raised.Single();
    }

    private static StoredEvent Row(OrganizationId organization, long position, DomainEvent happened) =>
        new()
        {
            OrganizationId = organization,
            Position = position,
            Id = Guid.CreateVersion7(happened.OccurredAt),
            Kind = happened.Name,
            Version = happened.Version,
            OccurredAt = happened.OccurredAt,
            Payload = EventPayload.Write(happened.Facts),
        };
}
