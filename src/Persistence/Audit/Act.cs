using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Audit;

/// <summary>Something that is done: what, by whom, on whose behalf, from where. Who made an act knows nothing yet of what it will change.</summary>
/// <param name="Action">The mutation's name in the schema, a command as it is typed, or what background work is called.</param>
/// <param name="ActorName">Never an address.</param>
public sealed record Act(string Action, ActorKind ActorKind, string ActorName)
{
    public UserId? User { get; init; }

    /// <summary>Null for the anonymous and for background work.</summary>
    public OrganizationId? Organization { get; init; }

    public OrganizationId? OnBehalfOf { get; init; }

    public string? Origin { get; init; }

    /// <summary>What the input names by an id, the first first; it counts once the act was done.</summary>
    public IReadOnlyList<NamedSubject> Named { get; init; } = [];

    /// <summary>It goes on from commit to commit, each with changes and an event of its own.</summary>
    internal bool GoesOn => ActorKind is ActorKind.System or ActorKind.OperatorCommand;

    public static Act OfSystem(string action) => new(action, ActorKind.System, "");

    /// <param name="action">The command without its arguments, which may hold addresses.</param>
    /// <param name="organization">The operator's, whose global admins read of it; null where there is none yet.</param>
    public static Act OfCommand(string action, OrganizationId? organization) =>
        new(action, ActorKind.OperatorCommand, "") { Organization = organization };
}

/// <summary>An id together with the name of its kind.</summary>
public sealed record NamedSubject(string Kind, Guid Id)
{
    public const string User = "User";
    public const string CustomerUser = "CustomerUser";
    public const string Customer = "Customer";
    public const string Subscription = "Subscription";
    public const string QueuedMail = "QueuedMail";
    public const string WebhookDelivery = "WebhookDelivery";
}
