using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Events;

/// <summary>
/// Something that happened, told by a stable name and version, the organizations it concerns, and flat facts: ids, states
/// and numbers; never a secret, never an address. It is stored in the transaction of the change that raised it.
/// </summary>
public abstract record DomainEvent(string Name, int Version, DateTimeOffset OccurredAt)
{
    /// <summary>Who may read this event: each gets a position of its own.</summary>
    public abstract IReadOnlyList<OrganizationId> Concerns { get; }

    /// <summary>The event's content under stable names; values are ids, schema names of enum members, numbers.</summary>
    public abstract IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>Users to whom it is mailed, one mail each, beside whoever its subject itself names. Their addresses are no facts.</summary>
    public IReadOnlyList<Correspondent> Correspondents { get; init; } = [];

    /// <summary>True where the worker has a mail to send because of it.</summary>
    public virtual bool AsksForMail => Correspondents.Count > 0;

    /// <summary>The organizations whose global admins each get a mail about it; they are looked up when it is stored.</summary>
    public virtual IReadOnlyList<OrganizationId> TellsAdminsOf => [];
}
