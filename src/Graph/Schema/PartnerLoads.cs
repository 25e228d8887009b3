using PartnerGraph.Domain.Ids;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Organizations;

namespace PartnerGraph.Graph.Schema;

/// <summary>Fields of many capabilities that name a partner: its name, country and kind are for whoever may see the parent.</summary>
internal static class PartnerLoads
{
    public static FieldBinding LoadPartner<TParent>(
        this ObjectBinding<TParent> type,
        string name,
        Func<TParent, OrganizationId?> key
    ) =>
        type.Batch(
            name,
            async (parents, context) =>
            {
                var keys = parents.Select(key).OfType<OrganizationId>().Distinct().ToArray();
                await using var db = context.Open(NamedPartners.Tenant);
                var rows = await OrganizationQueries.ByIdsAsync(
                    db,
                    keys,
                    context.Selection.MembersOf<OrganizationRow>(),
                    context.Cancellation
                );
                return (IReadOnlyList<OrganizationRow?>)
                    [.. parents.Select(parent => key(parent) is { } own ? rows.GetValueOrDefault(own) : null)];
            }
        );
}

internal static class NamedPartners
{
    /// <summary>
    /// The partner of an ended partnership or of a customer's other relationship is no longer the tenant's to see by itself; the
    /// row that names it is.
    /// </summary>
    public static Persistence.Tenants.Tenant Tenant { get; } =
        Persistence.Tenants.Tenant.Everyone("A row that the caller may see names this partner.");
}
