using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Viewers;

/// <summary>An organization in which the person may work.</summary>
public sealed record ViewerMembership(OrganizationRow Organization, bool Current);

/// <summary>Where the person may switch to: every membership that is in force.</summary>
internal static class ViewerMemberships
{
    private static readonly Tenant Everyone = Tenant.Everyone("A person's memberships are of several tenants.");

    private static readonly IReadOnlySet<string> Named = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(OrganizationRow.Id),
        nameof(OrganizationRow.Kind),
        nameof(OrganizationRow.Name),
        nameof(OrganizationRow.Country),
    };

    public static async Task<IReadOnlyList<ViewerMembership>?> LoadAsync(Caller caller, FieldContext context)
    {
        await using var db = context.Open(Everyone);
        var memberships = await Memberships.OfPersonAsync(db, caller.Person!.Value, context.Cancellation);
        OrganizationId[] ids = [.. memberships.Select(membership => membership.Organization)];
        var rows = await OrganizationQueries.ByIdsAsync(db, ids, Named, context.Cancellation);
        return [.. ids.Select(id => new ViewerMembership(rows[id].NameOnly(), id == caller.Organization))];
    }
}
