using PartnerGraph.Domain.Ids;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
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
                var open = await WithProfileAsync(context, keys);
                return (IReadOnlyList<OrganizationRow?>)
                    [.. parents.Select(parent => key(parent) is { } own ? Shown(rows, own, open) : null)];
            }
        );

    /// <summary>
    /// Whose profile the caller may read: its own, its active partners', all as the operator; as in <c>partners</c>. Null where the
    /// operation asks for no part of a profile.
    /// </summary>
    private static async Task<IReadOnlySet<OrganizationId>?> WithProfileAsync(
        FieldContext context,
        IReadOnlyCollection<OrganizationId> partners
    )
    {
        if (!context.Selection.MembersOf<OrganizationRow>().Overlaps(NamedPartners.ProfileMembers))
        {
            return null;
        }

        await using var db = context.Open(context.PartnerTenant());
        return await OrganizationQueries.PartnersAmongAsync(db, partners, context.Cancellation);
    }

    private static OrganizationRow? Shown(
        IReadOnlyDictionary<OrganizationId, OrganizationRow> rows,
        OrganizationId id,
        IReadOnlySet<OrganizationId>? withProfile
    )
    {
        var row = rows.GetValueOrDefault(id);
        return withProfile is null || withProfile.Contains(id) ? row : row?.NameOnly();
    }
}

internal static class NamedPartners
{
    /// <summary>
    /// The partner of an ended partnership or of a customer's other relationship is no longer the tenant's to see by itself; the
    /// row that names it is.
    /// </summary>
    public static Persistence.Tenants.Tenant Tenant { get; } =
        Persistence.Tenants.Tenant.Everyone("A row that the caller may see names this partner.");

    /// <summary>What is the profile's (R43), beyond name, country and kind.</summary>
    public static IReadOnlySet<string> ProfileMembers { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            nameof(OrganizationRow.MpnId),
            nameof(OrganizationRow.LegalProfile),
            nameof(OrganizationRow.SupportContact),
            nameof(OrganizationRow.BusinessProfile),
            nameof(OrganizationRow.Version),
            nameof(OrganizationRow.Services),
        };
}
