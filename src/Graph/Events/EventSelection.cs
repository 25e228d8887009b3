using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Graph.Events;

/// <summary>Which kinds are asked for: named ones, of which none may be refused, or all that the caller may read.</summary>
internal sealed class EventSelection
{
    private readonly IReadOnlyList<EventEntry> entries;
    private readonly bool named;

    private EventSelection(IReadOnlyList<EventEntry> entries, bool named)
    {
        this.entries = entries;
        this.named = named;
        Names = [.. entries.Select(entry => entry.Name)];
    }

    /// <summary>As they are stored.</summary>
    public IReadOnlyList<string> Names { get; }

    public static EventSelection All { get; } = new(EventTable.All, named: false);

    public static EventSelection Of(params IReadOnlyList<EventKind> kinds) =>
        new([.. kinds.Distinct().Select(EventTable.Of)], named: true);

    /// <summary>Null, or no kinds at all: everything.</summary>
    public static EventSelection Asked(IReadOnlyList<EventKind>? kinds) => kinds is { Count: > 0 } ? Of(kinds) : All;

    /// <summary>What of it the caller may read at this moment; for statements that page and count.</summary>
    public IReadOnlyList<string> NamesFor(RequestState request) =>
        [.. entries.Where(entry => entry.Follow.Decide(request) is null).Select(entry => entry.Name)];

    /// <summary>Null where the caller may go on: everything that was named is allowed, or something where nothing was.</summary>
    public GraphQLError? Refuse(RequestState request)
    {
        GraphQLError? first = null;
        foreach (var entry in entries)
        {
            var refusal = entry.Follow.Decide(request);
            if (refusal is null && !named)
            {
                return null;
            }

            first ??= refusal;
        }

        return first;
    }

    /// <summary>The event as it is shown; null where it is of a kind that the caller may not read.</summary>
    public FollowedEvent? Show(StoredEvent stored, RequestState request) =>
        EventTable.Find(stored.Kind) is { } entry && entry.Follow.Decide(request) is null ? entry.Of(stored) : null;
}
