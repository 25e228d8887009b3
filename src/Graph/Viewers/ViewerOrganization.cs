using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Viewers;

/// <summary>The caller's own organization, whatever its kind.</summary>
internal static class ViewerOrganization
{
    public static async Task<IReadOnlyList<OrganizationRow>> LoadAsync(
        IReadOnlyList<Caller> callers,
        FieldContext context
    )
    {
        // The kind tells the object type, so it is read in any case.
        var members = context
            .Selection.MembersOf<OrganizationRow>()
            .Append(nameof(OrganizationRow.Kind))
            .ToHashSet(StringComparer.Ordinal);
        var found = new List<OrganizationRow>(callers.Count);
        foreach (var caller in callers)
        {
            await using var db = context.Open(Tenant.Of(caller.Organization));
            OrganizationId[] own = [caller.Organization];
            found.Add(
                (await OrganizationQueries.ByIdsAsync(db, own, members, context.Cancellation))[caller.Organization]
            );
        }

        return found;
    }
}
