namespace PartnerGraph.Domain.Events;

/// <summary>An aggregate that tells what happened to it; whoever saves it takes the events along.</summary>
public abstract class EventSource
{
    private readonly List<DomainEvent> _pending = [];

    /// <summary>A method, not a property: an object-relational mapper must not take it for a navigation.</summary>
    public IReadOnlyList<DomainEvent> PendingEvents() => _pending;

    /// <summary>To be called once the events are stored.</summary>
    public void ClearEvents() => _pending.Clear();

    protected void Raise(DomainEvent happened) => _pending.Add(happened);
}
