using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Partnerships;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Partnerships;

/// <summary>Partnerships of the caller's organization: every field of the section, and where it is answered.</summary>
internal static class PartnershipFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<PartnershipStatus>("PartnershipStatus");
        schema.Object<PartnershipRow>(
            "Partnership",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Partnership, row.Id.Value))
                    .Needs(nameof(PartnershipRow.Id));
                type.LoadPartner("provider", row => row.ProviderId).Needs(nameof(PartnershipRow.ProviderId));
                type.LoadPartner("reseller", row => row.ResellerId).Needs(nameof(PartnershipRow.ResellerId));
                type.Field(row => row.Status);
                type.Field(row => row.EstablishedAt);
                type.Field(row => row.OrderingGranted);
                type.Field(row => row.AdministrationGranted);
                type.Batch("sharedCustomers", SharedCustomersAsync)
                    .Needs(nameof(PartnershipRow.ProviderId), nameof(PartnershipRow.ResellerId));
            }
        );
        schema.Connection<PartnershipRow>("Partnership");
        schema.Query(query =>
        {
            query.FieldAsync(
                "indirectProviders",
                context => PageAsync(context, OrganizationKind.IndirectReseller, PartnershipSide.Reseller)
            );
            query.FieldAsync(
                "indirectResellers",
                context => PageAsync(context, OrganizationKind.IndirectProvider, PartnershipSide.Provider)
            );
        });
        EndPartnershipPreviewFields.Bind(schema);
        PartnershipMutations.Bind(schema);
    }

    /// <summary>For fields and payloads that name a partnership.</summary>
    public static Task<IReadOnlyDictionary<PartnershipId, PartnershipRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<PartnershipId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => PartnershipQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    /// <summary>A page that another kind of organization does not have is empty, not forbidden.</summary>
    private static async Task<Connection<PartnershipRow>?> PageAsync(
        FieldContext context,
        OrganizationKind owner,
        PartnershipSide side
    )
    {
        var caller = context.Caller();
        if (caller.OrganizationKind != owner)
        {
            return new Connection<PartnershipRow>(PageSlice<PartnershipRow>.Empty, _ => Task.FromResult<int?>(0));
        }

        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            PartnershipQueries.PageAsync(
                db,
                caller.Organization,
                side,
                page,
                context.Selection.MembersOf<PartnershipRow>(),
                context.Cancellation
            )
        );
        return new Connection<PartnershipRow>(
            slice,
            context.Counting(
                Tenant.Of(caller.Organization),
                (counted, cancellation) =>
                    PartnershipQueries.CountAsync(counted, caller.Organization, side, cancellation)
            )
        );
    }

    /// <summary>R55: the customers that both serve, for all partnerships of a level in one statement.</summary>
    public static async Task<IReadOnlyList<Connection<OrganizationRow>?>> SharedCustomersAsync(
        IReadOnlyList<PartnershipRow> partnerships,
        FieldContext context
    )
    {
        var viewer = context.Caller().Organization;
        var members = context.Selection.MembersOf<OrganizationRow>();
        var partners = partnerships.Select(row => PartnerOf(row, viewer)).Distinct().ToArray();
        await using var db = context.Open();
        var pages = await context.ReadAsync(page =>
            CustomerQueries.SharedPagesAsync(db, viewer, partners, page, members, context.Cancellation)
        );
        var count = context.CountingEach(
            Tenant.Of(viewer),
            (counted, cancellation) => CustomerQueries.SharedCountsAsync(counted, viewer, partners, cancellation)
        );
        return
        [
            .. partnerships.Select(row => new Connection<OrganizationRow>(
                pages[PartnerOf(row, viewer)],
                count(PartnerOf(row, viewer))
            )),
        ];
    }

    private static OrganizationId PartnerOf(PartnershipRow row, OrganizationId viewer) =>
        row.ProviderId == viewer ? row.ResellerId : row.ProviderId;
}
