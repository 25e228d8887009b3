using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>Who gets the mails about what concerns an organization as a whole.</summary>
internal static class ToldAdmins
{
    // An organization with more of them tells the rest by itself.
    private const int MostOfOne = 20;

    /// <summary>
    /// The addresses of the active global admins of all organizations that the events tell, whatever the tenant: both sides are told, and
    /// neither sees whom of the other.
    /// </summary>
    public static async Task<ILookup<OrganizationId, string>> OfAsync(
        PartnerGraphDb db,
        IEnumerable<DomainEvent> happened,
        CancellationToken cancellationToken
    )
    {
        var told = happened.SelectMany(one => one.TellsAdminsOf).Distinct().ToList();
        if (told.Count == 0)
        {
            return Enumerable.Empty<string>().ToLookup(_ => default(OrganizationId));
        }

        var admins = await db
            .Users.IgnoreQueryFilters([TenantFilters.Name])
            .Where(user =>
                told.Contains(user.OrganizationId)
                && user.Active
                && !user.ConsentPending
                && user.AdminRole == AdminRole.GlobalAdmin
            )
            .Select(user => new
            {
                user.OrganizationId,
                user.Id,
                user.Email,
            })
            .ToListAsync(cancellationToken);
        return admins
            .OrderBy(admin => admin.Id.Value)
            .GroupBy(admin => admin.OrganizationId)
            .SelectMany(group => group.Take(MostOfOne))
            .ToLookup(admin => admin.OrganizationId, admin => admin.Email.Value);
    }
}
