using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Events;

/// <summary>
/// Follows organizations' events. A follower is a position, and whatever it is given next is the lowest event after that position:
/// so nothing is missed and nothing comes twice, wherever the event is taken from. That is the window which one reader for each
/// organization keeps (a ring costs one read, whatever the number of followers) while the window reaches back to the position, and
/// a page of the follower's own where it does not: at the beginning with <c>after</c>, and when the follower was slow. A follower
/// thus holds one window and no queue. Nothing is shared between organizations: each is read as the tenant it is.
/// </summary>
public sealed class LiveEvents(EventLog log, EventSignal signal, TimeProvider clock, ILogger<LiveEvents> logger)
{
    private const int Page = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<OrganizationId, EventTail> tails = [];

    /// <summary>All events after a position (null: from now on), then every new one at once, until cancelled.</summary>
    /// <param name="kinds">By their stable names; empty: all.</param>
    public async IAsyncEnumerable<StoredEvent> FollowAsync(
        OrganizationId organization,
        long? afterPosition,
        IReadOnlyCollection<string> kinds,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var last = await log.LastPositionAsync(organization, cancellationToken);
        var position = afterPosition ?? last;
        var tail = Join(organization, last);
        try
        {
            var window = tail.Newest;
            while (true)
            {
                if (position < window.From)
                {
                    var page = await log.ReadAsync(organization, position, kinds, Page, cancellationToken);
                    foreach (var stored in page)
                    {
                        position = stored.Position;
                        yield return stored;
                    }

                    if (page.Count < Page)
                    {
                        // The window was read before the page: up to its end the page left out other kinds only.
                        position = Math.Max(position, window.To);
                    }

                    window = tail.Newest;
                    continue;
                }

                foreach (var stored in window.After(position))
                {
                    position = stored.Position;
                    if (kinds.Count == 0 || kinds.Contains(stored.Kind))
                    {
                        yield return stored;
                    }
                }

                window = await tail.AfterAsync(window, cancellationToken);
            }
        }
        finally
        {
            Leave(tail);
        }
    }

    /// <summary>How many follow the organization in this process.</summary>
    public int FollowersOf(OrganizationId organization)
    {
        lock (gate)
        {
            return tails.TryGetValue(organization, out var tail) ? tail.Followers : 0;
        }
    }

    private EventTail Join(OrganizationId organization, long last)
    {
        lock (gate)
        {
            if (!tails.TryGetValue(organization, out var tail))
            {
                tail = new EventTail(organization, last, log, signal, clock, logger);
                tails.Add(organization, tail);
            }

            tail.Followers++;
            return tail;
        }
    }

    private void Leave(EventTail tail)
    {
        lock (gate)
        {
            if (--tail.Followers > 0)
            {
                return;
            }

            tails.Remove(tail.Organization);
        }

        tail.End();
    }
}
