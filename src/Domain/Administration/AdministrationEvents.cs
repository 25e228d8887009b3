using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Administration;

/// <summary>What the events of one grant have in common: partner and customer read them.</summary>
public abstract record AdministrationEvent(
    string Name,
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    DateTimeOffset OccurredAt
) : DomainEvent(Name, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [PartnerId, CustomerId];

    public override IReadOnlyDictionary<string, string> Facts => Common().Done();

    private protected FactSheet Common() =>
        new FactSheet()
            .Add(FactNames.AdministrationGrantId, GrantId.Value)
            .Add(FactNames.OrganizationId, PartnerId.Value)
            .Add(FactNames.CustomerId, CustomerId.Value);
}

public sealed record AdministrationRequested(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    int Days,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationRequested, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Days, Days).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => [CustomerId];
}

/// <summary>R72: with the acceptance of an invitation, which both sides know of.</summary>
public sealed record AdministrationGranted(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    int Days,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationGranted, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Days, Days).Done();
}

public sealed record AdministrationApproved(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    int Days,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationApproved, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Days, Days).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => [PartnerId];
}

public sealed record AdministrationDeclined(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationDeclined, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> TellsAdminsOf => [PartnerId];
}

public sealed record AdministrationExtensionRequested(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    int Days,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationExtensionRequested, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Days, Days).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => [CustomerId];
}

public sealed record AdministrationExtended(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    int Days,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationExtended, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Days, Days).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => [PartnerId];
}

/// <summary><paramref name="Days"/> before its end, or less.</summary>
public sealed record AdministrationExpiring(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    int Days,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationExpiring, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Days, Days).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}

public sealed record AdministrationExpired(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationExpired, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}

public sealed record AdministrationEnded(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    OrganizationId EndedBy,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationEnded, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.EndedById, EndedBy.Value).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}

/// <summary>R72: a user of the partner has begun to act in the customer's account.</summary>
public sealed record AdministrationActingBegan(
    AdministrationGrantId GrantId,
    OrganizationId PartnerId,
    OrganizationId CustomerId,
    UserId UserId,
    DateTimeOffset OccurredAt
) : AdministrationEvent(EventNames.AdministrationActingBegan, GrantId, PartnerId, CustomerId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.UserId, UserId.Value).Done();
}
