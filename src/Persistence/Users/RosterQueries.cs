using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Organizations;

namespace PartnerGraph.Persistence.Users;

/// <summary>The users whom the rules of a roster ask about.</summary>
public static class RosterQueries
{
    public static async Task<IReadOnlyCollection<User>> WithAddressAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        EmailAddress email,
        CancellationToken cancellationToken
    ) =>
        await db
            .Users.Where(user => user.OrganizationId == organization && user.Email == email)
            .ToListAsync(cancellationToken);

    /// <summary>These users and every global admin. Whoever else holds this organization's roster waits until the transaction ends.</summary>
    public static async Task<IReadOnlyCollection<User>> HoldAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        IReadOnlyCollection<UserId> named,
        CancellationToken cancellationToken
    )
    {
        // Two global admins who demote each other at the same moment change two rows, of which neither changes under the other. The
        // organization's row is what both have to take first.
        await OrganizationHold.TakeAsync(db, organization, cancellationToken);
        return await db
            .Users.Where(user =>
                user.OrganizationId == organization
                && (named.Contains(user.Id) || user.AdminRole == AdminRole.GlobalAdmin)
            )
            .ToListAsync(cancellationToken);
    }
}
