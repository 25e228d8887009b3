using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Events;

/// <summary>Reads an organization's events in their order: what is kept, and then what comes.</summary>
public sealed class EventLog(Database database, EventSignal signal, TimeProvider clock)
{
    private const int Batch = 100;

    // A ring can get lost with a connection to the database; looking now and then bounds what that costs.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    /// <summary>Events after a position, lowest first; all kinds where <paramref name="kinds"/> is empty.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(
        OrganizationId organization,
        long afterPosition,
        IReadOnlyCollection<string> kinds,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(Tenant.Of(organization));
        var events = db
            .Events.AsNoTracking()
            .Where(row => row.OrganizationId == organization && row.Position > afterPosition);
        if (kinds.Count > 0)
        {
            events = events.Where(row => kinds.Contains(row.Kind));
        }
        return await events.OrderBy(row => row.Position).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The position of the newest event; 0 where there is none.</summary>
    public async Task<long> LastPositionAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(organization));
        return await db.Set<EventCounter>()
            .Where(row => row.OrganizationId == organization)
            .Select(row => row.Position)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// All events after a position (null: from now on), then every new one at once, until cancelled. Nothing comes twice or out of order.
    /// </summary>
    public async IAsyncEnumerable<StoredEvent> FollowAsync(
        OrganizationId organization,
        long? afterPosition,
        IReadOnlyCollection<string> kinds,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var position = afterPosition ?? await LastPositionAsync(organization, cancellationToken);
        while (true)
        {
            var ring = signal.Next(organization);
            var read = await ReadAsync(organization, position, kinds, Batch, cancellationToken);
            foreach (var stored in read)
            {
                position = stored.Position;
                yield return stored;
            }
            if (read.Count == 0)
            {
                await Bell.WaitAsync(ring, LookAgain, clock, cancellationToken);
            }
        }
    }
}
