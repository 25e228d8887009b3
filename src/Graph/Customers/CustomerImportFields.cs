using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Customers;

/// <summary>Customers that a reseller brought along: every field of the section, and where it is answered.</summary>
internal static class CustomerImportFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<CustomerImportStatus>("CustomerImportStatus");
        schema.Enum<CustomerImportOutcome>("CustomerImportOutcome");
        schema.Object<CustomerImportRow>(
            "CustomerImport",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.CustomerImport, row.Id.Value))
                    .Needs(nameof(CustomerImportRow.Id));
                type.Field(row => row.Reference);
                type.Field(row => row.Name);
                type.Field(row => row.Country);
                type.Field(row => row.Domain);
                type.Field(row => row.AdminEmail);
                type.Field(row => row.Status);
                type.Load<CustomerImportRow, OrganizationId, OrganizationRow>(
                        "customer",
                        row => row.CustomerId,
                        CustomersAsync
                    )
                    .Needs(nameof(CustomerImportRow.CustomerId));
                type.Field(row => row.CreatedAt);
            }
        );
        schema.Object<CustomerImportLine>(
            "CustomerImportLine",
            type =>
            {
                type.Field("line", line => line.Number);
                type.Field(line => line.Reference);
                type.Field(line => line.Outcome);
                type.Load<CustomerImportLine, CustomerImportId, CustomerImportRow>(
                    "customerImport",
                    line => line.Import,
                    ByIdsAsync
                );
                type.Field("errors", line => line.Refusals);
            }
        );
        schema.Connection<CustomerImportRow>("CustomerImport");
        schema.Query(query => query.FieldAsync("customerImports", ImportsAsync));
        schema.Mutation<ImportCustomers, ImportCustomersInput, ImportCustomersPayload>(
            "importCustomers",
            payload => payload.Field(answer => answer.Lines)
        );
    }

    public static Task<IReadOnlyDictionary<CustomerImportId, CustomerImportRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<CustomerImportId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => CustomerImportQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> CustomersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => CustomerQueries.ByIdsAsync(db, context.Caller().Organization, ids, members, context.Cancellation);

    private static async Task<Connection<CustomerImportRow>?> ImportsAsync(FieldContext context)
    {
        var status = context.Argument<CustomerImportStatus?>("status");
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            CustomerImportQueries.PageAsync(
                CustomerImportQueries.Of(db, status),
                page,
                context.Selection.MembersOf<CustomerImportRow>(),
                context.Cancellation
            )
        );
        return new Connection<CustomerImportRow>(
            slice,
            context.Counting(
                Tenant.Of(context.Caller().Organization),
                counted => CustomerImportQueries.Of(counted, status)
            )
        );
    }
}
