using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Events;

/// <summary>Reads what is kept of an organization's events, in their order; <see cref="LiveEvents"/> goes on from there.</summary>
public sealed class EventLog(Database database)
{
    private static readonly PageOrder<StoredEvent> InOrder = PageOrder<StoredEvent>.By(row => row.Position);

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

    /// <summary>The same as pages, from either end.</summary>
    public async Task<PageSlice<StoredEvent>> PageAsync(
        OrganizationId organization,
        long afterPosition,
        IReadOnlyCollection<string> kinds,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(Tenant.Of(organization));
        return await After(db, organization, afterPosition, kinds).PageAsync(InOrder, page, cancellationToken);
    }

    /// <summary>Events after a position, of these kinds; to be counted.</summary>
    public static IQueryable<StoredEvent> After(
        PartnerGraphDb db,
        OrganizationId organization,
        long afterPosition,
        IReadOnlyCollection<string> kinds
    ) =>
        db
            .Events.AsNoTracking()
            .Where(row =>
                row.OrganizationId == organization && row.Position > afterPosition && kinds.Contains(row.Kind)
            );

    /// <summary>Which of the organization's positions can be gone on from.</summary>
    public async Task<KeptEvents> KeptAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(organization));
        var first = await db
            .Events.Where(row => row.OrganizationId == organization)
            .MinAsync(row => (long?)row.Position, cancellationToken);
        // Asked second: an event that comes in between lies behind the first.
        var last = await LastPositionAsync(organization, cancellationToken);
        return new KeptEvents(first ?? last + 1, last);
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
}

/// <summary>The lowest and the highest position there is.</summary>
/// <param name="First">The oldest event that is kept; the next position to come where none is.</param>
/// <param name="Last">The newest position given out; 0 where there was none.</param>
public sealed record KeptEvents(long First, long Last)
{
    /// <summary>False where something that came after the position is forgotten already; 0 asks for what is kept, whatever that is.</summary>
    public bool CanGoOnFrom(long position) => position == 0 || position + 1 >= First;
}
