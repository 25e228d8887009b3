using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Leads;

/// <summary>Who is told by mail of a lead: those who may work on leads, as long as they are users in force.</summary>
public static class LeadPeople
{
    /// <param name="db">A context for everyone: it is the other organization's people who are told.</param>
    /// <param name="organization">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<Correspondent>> OfAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        CancellationToken cancellationToken
    ) =>
        Readers(db)
            .Where(user => user.OrganizationId == organization)
            .OrderBy(user => user.Id)
            .Select(user => new Correspondent(user.Id, user.Email))
            .ToListAsync(cancellationToken);

    /// <param name="db">A context for everyone.</param>
    /// <param name="user">The one; nobody where it is null.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<Correspondent>> OneAsync(
        PartnerGraphDb db,
        UserId? user,
        CancellationToken cancellationToken
    ) =>
        Readers(db)
            .Where(one => one.Id == user)
            .Select(one => new Correspondent(one.Id, one.Email))
            .ToListAsync(cancellationToken);

    private static IQueryable<User> Readers(PartnerGraphDb db) =>
        db
            .Users.AsNoTracking()
            .Where(user =>
                user.Active
                && !user.ConsentPending
                && (user.AdminRole == AdminRole.GlobalAdmin || user.AgentRole == AgentRole.AdminAgent)
            );
}
