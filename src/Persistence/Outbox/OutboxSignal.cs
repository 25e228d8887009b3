using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>Tells workers that a message was queued: by this process at once, by another one through PostgreSQL's NOTIFY.</summary>
public sealed class OutboxSignal
{
    private readonly Bell bell = new();

    /// <summary>Completes when something new is queued. Take it before claiming; wait for it where nothing was claimed.</summary>
    public Task Next => bell.Next;

    public void Ring() => bell.Ring();
}
