using System.Collections.Concurrent;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Events;

/// <summary>
/// Tells readers of an organization's events that there are new ones: by this process at once, by another one through PostgreSQL's
/// NOTIFY. It carries no event: the table is the truth, and a ring too many costs one empty read.
/// </summary>
public sealed class EventSignal
{
    private readonly ConcurrentDictionary<OrganizationId, Bell> bells = new();
    private readonly Bell anybody = new();

    /// <summary>Completes at the next event of the organization. Take it before reading; wait for it where nothing was read.</summary>
    public Task Next(OrganizationId organization) => bells.GetOrAdd(organization, static _ => new Bell()).Next;

    /// <summary>Completes at the next event of anybody: for the worker that delivers them.</summary>
    public Task NextOfAnybody => anybody.Next;

    public void Ring(OrganizationId organization)
    {
        anybody.Ring();
        if (bells.TryGetValue(organization, out var bell))
        {
            bell.Ring();
        }
    }

    /// <summary>After a lost connection to the database nobody knows what was missed: so all look.</summary>
    public void RingAll()
    {
        anybody.Ring();
        foreach (var bell in bells.Values)
        {
            bell.Ring();
        }
    }
}
