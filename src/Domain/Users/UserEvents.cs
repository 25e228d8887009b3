using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;

namespace PartnerGraph.Domain.Users;

public sealed record UserAdded(UserId UserId, OrganizationId OrganizationId, Roles Roles, DateTimeOffset OccurredAt)
    : DomainEvent(EventNames.UserAdded, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts => UserFacts.Of(UserId, OrganizationId, Roles);
}

/// <summary>Sessions of the user end or shrink with it.</summary>
public sealed record UserRolesChanged(
    UserId UserId,
    OrganizationId OrganizationId,
    Roles Roles,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.UserRolesChanged, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts => UserFacts.Of(UserId, OrganizationId, Roles);
}

public sealed record UserDeactivated(UserId UserId, OrganizationId OrganizationId, DateTimeOffset OccurredAt)
    : DomainEvent(EventNames.UserDeactivated, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet().Add(FactNames.UserId, UserId.Value).Add(FactNames.OrganizationId, OrganizationId.Value).Done();
}

public sealed record UserReactivated(UserId UserId, OrganizationId OrganizationId, DateTimeOffset OccurredAt)
    : DomainEvent(EventNames.UserReactivated, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet().Add(FactNames.UserId, UserId.Value).Add(FactNames.OrganizationId, OrganizationId.Value).Done();
}

/// <summary>A person is to be mailed a link: to agree to a membership, to set a new password, or to prove the address.</summary>
public sealed record PersonLinkRequested(
    PersonLinkId PersonLinkId,
    PersonId PersonId,
    OrganizationId OrganizationId,
    LinkPurpose Purpose,
    int Generation,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.PersonLinkRequested, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.PersonLinkId, PersonLinkId.Value)
            .Add(FactNames.PersonId, PersonId.Value)
            .Add(FactNames.OrganizationId, OrganizationId.Value)
            .Add(FactNames.Purpose, Purpose)
            .Add(FactNames.Generation, Generation)
            .Done();

    public override bool AsksForMail => true;
}

file static class UserFacts
{
    public static IReadOnlyDictionary<string, string> Of(UserId user, OrganizationId organization, Roles roles) =>
        new FactSheet()
            .Add(FactNames.UserId, user.Value)
            .Add(FactNames.OrganizationId, organization.Value)
            .Add(FactNames.AgentRole, roles.Agent)
            .Add(FactNames.AdminRole, roles.Admin)
            .Done();
}
