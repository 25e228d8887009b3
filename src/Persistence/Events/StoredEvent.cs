using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Events;

/// <summary>
/// An event as one organization reads it. Rows are only ever added; positions of an organization rise without gaps and become
/// visible in their order, so that a reader who asks for "after N" misses nothing.
/// </summary>
public sealed class StoredEvent
{
    public OrganizationId OrganizationId { get; init; }

    public long Position { get; init; }

    public Guid Id { get; init; }

    /// <summary>A stable event name (Domain's EventNames).</summary>
    public required string Kind { get; init; }

    public int Version { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>A flat JSON object of facts, by the names in Domain's FactNames.</summary>
    public required string Payload { get; init; }

    public IReadOnlyDictionary<string, string> Facts() => EventPayload.Read(Payload);
}

/// <summary>The last position given out in an organization; its row lock orders the transactions that raise events.</summary>
public sealed class EventCounter
{
    public OrganizationId OrganizationId { get; init; }

    public long Position { get; init; }
}
