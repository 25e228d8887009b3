using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Audit;

/// <summary>What came of an act.</summary>
public enum AuditOutcome
{
    Done,

    /// <summary>The rules of the program said no.</summary>
    Refused,

    /// <summary>No role or scope of the actor gives this.</summary>
    Denied,
}

/// <summary>What sort of actor it was.</summary>
public enum ActorKind
{
    User,
    ApiToken,

    /// <summary>Without a sign-in, such as whoever held a mailed link.</summary>
    Anonymous,

    /// <summary>Background work: nobody's decision.</summary>
    System,

    /// <summary>A command of the program, given by whoever runs the installation.</summary>
    OperatorCommand,
}

/// <summary>
/// One act as one organization reads it: the actor's own, the one acted for, and those whose account was changed each have a row, with
/// the same id. Rows are only ever added, and deleted when they are old. No input, no password and no token stands in them.
/// </summary>
public sealed class AuditEvent
{
    public OrganizationId OrganizationId { get; init; }

    public AuditEventId Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The mutation's name in the schema, a command as it is typed, or what background work is called.</summary>
    public required string Action { get; init; }

    public AuditOutcome Outcome { get; init; }

    /// <summary>Why not: the first code that the actor was told; null where it was done.</summary>
    public string? Code { get; init; }

    public ActorKind ActorKind { get; init; }

    /// <summary>The name of that day; empty for the anonymous and for background work.</summary>
    public required string ActorName { get; init; }

    public UserId? ActorUserId { get; init; }

    public OrganizationId? ActorOrganizationId { get; init; }

    public OrganizationId? OnBehalfOfId { get; init; }

    /// <summary>The customer whose account was changed.</summary>
    public OrganizationId? CustomerId { get; init; }

    /// <summary>What it was done to, by the name of its kind; null where it has no id of its own.</summary>
    public string? SubjectKind { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>The names of the subject's changed members, never what they hold.</summary>
    public required IReadOnlyList<string> ChangedFields { get; init; }

    /// <summary>The network that it came from, shortened; in the row of the actor's own organization alone.</summary>
    public string? Origin { get; init; }
}
