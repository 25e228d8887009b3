using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Sessions;

/// <summary>A membership that a person may work in.</summary>
public sealed record MembershipChoice(UserId UserId, OrganizationId OrganizationId, DateTimeOffset? LastSignedInAt);

/// <summary>What a session's user may do at this moment; read anew for each request, so that a lost role counts at once.</summary>
public sealed record Principal(
    UserId UserId,
    PersonId PersonId,
    OrganizationId OrganizationId,
    OrganizationKind OrganizationKind,
    bool OrganizationApproved,
    string FullName,
    Roles Roles,
    Language Language
);

/// <summary>Who somebody is, asked before the tenant is known: needs a context for everyone.</summary>
public static class MembershipQueries
{
    /// <summary>The person's memberships in force, the one last worked in first.</summary>
    public static async Task<IReadOnlyList<MembershipChoice>> OfPersonAsync(
        PartnerGraphDb db,
        PersonId person,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Users.Where(user => user.PersonId == person && user.Active && !user.ConsentPending)
            .Select(user => new MembershipChoice(user.Id, user.OrganizationId, user.LastSignedInAt))
            .ToListAsync(cancellationToken);
        return [.. found.OrderByDescending(choice => choice.LastSignedInAt).ThenBy(choice => choice.UserId.Value)];
    }

    /// <summary>Null for a user who is not, or no longer, in force.</summary>
    public static Task<Principal?> PrincipalAsync(PartnerGraphDb db, UserId id, CancellationToken cancellationToken) =>
        (
            from user in db.Users
            join organization in db.Organizations on user.OrganizationId equals organization.Id
            where user.Id == id && user.Active && !user.ConsentPending
            select new Principal(
                user.Id,
                user.PersonId,
                organization.Id,
                organization.Kind,
                organization.ApprovedAt != null,
                user.FullName,
                new Roles(user.AgentRole, user.AdminRole),
                user.Language
            )
        ).SingleOrDefaultAsync(cancellationToken);
}
