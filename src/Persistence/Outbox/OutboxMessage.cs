using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Outbox;

public enum MailStatus
{
    Queued,
    Sent,
    Deferred,
    Bounced,
    Dead,
}

/// <summary>
/// Something to do after the change that caused it is committed. Its payload holds ids and states, never a secret and never a
/// rendered text: a link is derived when the mail is written (R80).
/// </summary>
public sealed class OutboxMessage
{
    public Guid Id { get; init; }

    public OrganizationId OrganizationId { get; init; }

    /// <summary>A stable event name (Domain's EventNames), never the name of a type.</summary>
    public required string Kind { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>A flat JSON object of facts, by the names in Domain's FactNames.</summary>
    public required string Payload { get; init; }

    /// <summary>What the message is about, for example "invitation"; its delivery is shown there.</summary>
    public required string SubjectType { get; init; }

    public Guid SubjectId { get; init; }

    /// <summary>The address the mail goes to, as it was when the message was queued.</summary>
    public string? Recipient { get; init; }

    /// <summary>The user who caused it, for the cap on an inviter's mails; null where it was nobody in particular.</summary>
    public UserId? CausedBy { get; init; }

    /// <summary>Fixed when the row is written, so that a repeated mail can be recognized as such.</summary>
    public required string MessageId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public MailStatus Status { get; private set; }

    /// <summary>How often a worker took it up.</summary>
    public int Attempts { get; private set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Raised by every claim: a worker that comes back late with an older one is refused.</summary>
    public int LeaseEpoch { get; private set; }

    /// <summary>For people: no address, no secret, no stack trace.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>
    /// When it counts against the caps: since it was sent or let through, or from the place on that it waits for. By the database's clock.
    /// </summary>
    public DateTimeOffset? CountsAt { get; private set; }
}
