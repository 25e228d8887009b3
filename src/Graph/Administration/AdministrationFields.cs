using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Customers;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Administration;

/// <summary>Delegated administration: every field of the section, and where it is answered.</summary>
internal static class AdministrationFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<AdministrationScope>("AdministrationScope");
        schema.Enum<AdministrationGrantStatus>("AdministrationGrantStatus");
        BindGrant(schema);
        schema.Connection<AdministrationGrantRow>("AdministrationGrant");
        schema.Object<OrganizationRow>(
            "Customer",
            type => type.Batch("administrationGrants", OfCustomersAsync).Needs(nameof(OrganizationRow.Id))
        );
        schema.Query(query => query.FieldAsync("administrationGrants", GrantsAsync));
        BindMutations(schema);
    }

    /// <summary>For fields and payloads that name a grant.</summary>
    public static Task<IReadOnlyDictionary<AdministrationGrantId, AdministrationGrantRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<AdministrationGrantId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => AdministrationQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static void BindGrant(SchemaBinding schema) =>
        schema.Object<AdministrationGrantRow>(
            "AdministrationGrant",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.AdministrationGrant, row.Id.Value))
                    .Needs(nameof(AdministrationGrantRow.Id));
                type.LoadPartner("partner", row => row.PartnerId).Needs(nameof(AdministrationGrantRow.PartnerId));
                type.Load<AdministrationGrantRow, OrganizationId, OrganizationRow>(
                        "customer",
                        row => row.CustomerId,
                        CustomerFields.ByIdsAsync
                    )
                    .Needs(nameof(AdministrationGrantRow.CustomerId));
                type.Field("scopes", Scopes)
                    .Needs(nameof(AdministrationGrantRow.Ordering), nameof(AdministrationGrantRow.Administration));
                type.Field("status", (row, context) => StatusOf(row, context))
                    .Needs(nameof(AdministrationGrantRow.Status), nameof(AdministrationGrantRow.ExpiresAt));
                type.Field(row => row.Days);
                type.Field(row => row.Reason);
                type.Field(row => row.RequestedAt);
                type.Field(row => row.StartedAt);
                type.Field(row => row.ExpiresAt);
                type.Field(row => row.ClosedAt);
                type.Field(row => row.ExtensionDays);
            }
        );

    private static void BindMutations(SchemaBinding schema)
    {
        schema.Mutation<RequestAdministration, RequestAdministrationInput, RequestAdministrationPayload>(
            "requestAdministration",
            payload => payload.LoadGrant(answer => answer.AdministrationGrant)
        );
        schema.Mutation<ApproveAdministration, ApproveAdministrationInput, ApproveAdministrationPayload>(
            "approveAdministration",
            payload => payload.LoadGrant(answer => answer.AdministrationGrant)
        );
        schema.Mutation<DeclineAdministration, DeclineAdministrationInput, DeclineAdministrationPayload>(
            "declineAdministration",
            payload => payload.LoadGrant(answer => answer.AdministrationGrant)
        );
        schema.Mutation<ExtendAdministration, ExtendAdministrationInput, ExtendAdministrationPayload>(
            "extendAdministration",
            payload => payload.LoadGrant(answer => answer.AdministrationGrant)
        );
        schema.Mutation<EndAdministration, EndAdministrationInput, EndAdministrationPayload>(
            "endAdministration",
            payload => payload.LoadGrant(answer => answer.AdministrationGrant)
        );
    }

    private static void LoadGrant<T>(this ObjectBinding<T> type, Func<T, AdministrationGrantId?> id) =>
        type.Load<T, AdministrationGrantId, AdministrationGrantRow>("administrationGrant", id, ByIdsAsync);

    private static IReadOnlyList<AdministrationScope> Scopes(AdministrationGrantRow row) =>
        [
            .. row.Ordering ? [AdministrationScope.Ordering] : Array.Empty<AdministrationScope>(),
            .. row.Administration ? [AdministrationScope.Administration] : Array.Empty<AdministrationScope>(),
        ];

    private static AdministrationGrantStatus StatusOf(AdministrationGrantRow row, FieldContext context) =>
        row.Status is AdministrationGrantStatus.Active
        && row.ExpiresAt <= context.Services.GetRequiredService<TimeProvider>().GetUtcNow()
            ? AdministrationGrantStatus.Expired
            : row.Status;

    private static async Task<Connection<AdministrationGrantRow>?> GrantsAsync(FieldContext context)
    {
        var customerId = context.Argument<string?>("customerId");
        var customer = GlobalId.Read(NodeKind.Customer, customerId);
        if (customerId is not null && customer is null)
        {
            return new Connection<AdministrationGrantRow>(
                PageSlice<AdministrationGrantRow>.Empty,
                _ => Task.FromResult<int?>(0)
            );
        }

        OrganizationId? of = customer is { } id ? new OrganizationId(id) : null;
        var status = context.Argument<AdministrationGrantStatus?>("status");
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            AdministrationQueries.PageAsync(
                AdministrationQueries.Of(db, of, status),
                page,
                context.Selection.MembersOf<AdministrationGrantRow>(),
                context.Cancellation
            )
        );
        return new Connection<AdministrationGrantRow>(
            slice,
            context.Counting(
                Tenant.Of(context.Caller().Organization),
                counted => AdministrationQueries.Of(counted, of, status)
            )
        );
    }

    private static async Task<IReadOnlyList<Connection<AdministrationGrantRow>?>> OfCustomersAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var tenant = Tenant.Of(context.Caller().Organization);
        await using var db = context.Open();
        var pages = await context.ReadAsync(page =>
            AdministrationQueries.PagesOfEachAsync(
                db,
                [.. customers.Select(customer => customer.Id).Distinct()],
                page,
                context.Selection.MembersOf<AdministrationGrantRow>(),
                context.Cancellation
            )
        );
        return
        [
            .. customers.Select(customer => new Connection<AdministrationGrantRow>(
                pages[customer.Id],
                context.Counting(tenant, counted => AdministrationQueries.Of(counted, customer.Id, status: null))
            )),
        ];
    }
}
