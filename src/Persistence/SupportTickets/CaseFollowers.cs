using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.SupportTickets;

/// <summary>Who is told by mail of what is said in a case: whoever wrote in it and may still see it, and the customer's global admins.</summary>
public static class CaseFollowers
{
    /// <param name="db">A context for everyone: a case has people of several organizations.</param>
    /// <param name="customer">Of a service request.</param>
    /// <param name="writers">Who wrote in it.</param>
    /// <param name="speaker">Who speaks now; null for an API token.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<Correspondent>> OfRequestAsync(
        PartnerGraphDb db,
        OrganizationId customer,
        IReadOnlyCollection<UserId> writers,
        UserId? speaker,
        CancellationToken cancellationToken
    ) =>
        InForce(db, speaker)
            .Where(user =>
                (user.OrganizationId == customer && user.AdminRole == AdminRole.GlobalAdmin)
                || (
                    writers.Contains(user.Id)
                    && (
                        user.OrganizationId == customer
                        || db.Organizations.Any(organization =>
                            organization.Id == user.OrganizationId && organization.Kind == OrganizationKind.Operator
                        )
                        // An agent whose organization lost the customer has lost the case as well.
                        || db.CustomerAccess.Any(access =>
                            access.EndedAt == null
                            && access.OrganizationId == user.OrganizationId
                            && access.CustomerId == customer
                        )
                    )
                )
            )
            .OrderBy(user => user.Id)
            .Select(user => new Correspondent(user.Id, user.Email))
            .ToListAsync(cancellationToken);

    /// <param name="db">A context for everyone.</param>
    /// <param name="writers">Who wrote in it.</param>
    /// <param name="speaker">Who speaks now; null for an API token.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<Correspondent>> OfTicketAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<UserId> writers,
        UserId? speaker,
        CancellationToken cancellationToken
    ) =>
        InForce(db, speaker)
            .Where(user => writers.Contains(user.Id) && user.AdminRole == AdminRole.GlobalAdmin)
            .OrderBy(user => user.Id)
            .Select(user => new Correspondent(user.Id, user.Email))
            .ToListAsync(cancellationToken);

    private static IQueryable<User> InForce(PartnerGraphDb db, UserId? except) =>
        db.Users.AsNoTracking().Where(user => user.Active && !user.ConsentPending && user.Id != except);
}
