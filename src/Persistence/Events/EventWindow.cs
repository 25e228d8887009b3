using System.Collections.Immutable;

namespace PartnerGraph.Persistence.Events;

/// <summary>
/// An organization's newest events as they were last read: all that there were after <see cref="From"/> and up to <see cref="To"/>, in
/// their order. It never changes, and holds no more than <see cref="Most"/>.
/// </summary>
internal sealed class EventWindow
{
    public const int Most = 100;

    private readonly ImmutableArray<StoredEvent> events;

    private EventWindow(long from, ImmutableArray<StoredEvent> events, Task? heard)
    {
        From = from;
        this.events = events;
        Heard = heard;
    }

    public long From { get; }

    public long To => events.IsEmpty ? From : events[^1].Position;

    /// <summary>The ring that was waited for from before the read: there is nothing after <see cref="To"/> until it sounds. Null: there may be.</summary>
    public Task? Heard { get; }

    public static EventWindow At(long position) => new(position, [], heard: null);

    /// <param name="read">What was read after <see cref="To"/>, lowest first, at most <see cref="Most"/>.</param>
    /// <param name="ring">Taken before reading.</param>
    public EventWindow With(IReadOnlyList<StoredEvent> read, Task ring)
    {
        var all = events.AddRange(read);
        var left = Math.Max(0, all.Length - Most);
        return new EventWindow(
            left == 0 ? From : all[left - 1].Position,
            all.RemoveRange(0, left),
            read.Count < Most ? ring : null
        );
    }

    public IEnumerable<StoredEvent> After(long position) => events.SkipWhile(stored => stored.Position <= position);
}
