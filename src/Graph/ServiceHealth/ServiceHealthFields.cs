using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.ServiceHealth;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ServiceHealth;

/// <summary>How services are: every field of the section, and where it is answered.</summary>
internal static class ServiceHealthFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<ServiceState>("ServiceState");
        schema.Object<ServiceHealthRow>(
            "ServiceHealth",
            type =>
            {
                type.Field(row => row.Service);
                type.Field(row => row.ProductFamily);
                type.Field(row => row.State);
                type.Field(row => row.Since);
                type.Batch("incident", OpenIncidentsAsync);
            }
        );
        BindIncident(schema);
        schema.Object<OrganizationRow>(
            "Customer",
            type => type.Batch("serviceHealth", OfCustomersAsync).Needs(nameof(OrganizationRow.Id))
        );
        schema.Connection<ServiceHealthRow>("ServiceHealth");
        schema.Connection<ServiceIncidentRow>("ServiceIncident");
        schema.Query(query =>
        {
            query.FieldAsync("serviceHealth", ServicesAsync);
            query.FieldAsync("serviceIncidents", IncidentsAsync);
        });
        schema.Mutation<SetServiceHealth, SetServiceHealthInput, SetServiceHealthPayload>(
            "setServiceHealth",
            payload =>
                payload.Load<SetServiceHealthPayload, MonitoredServiceId, ServiceHealthRow>(
                    "serviceHealth",
                    answer => answer.ServiceHealth,
                    (db, ids, _, context) => ServiceHealthQueries.ByIdsAsync(db, ids, context.Cancellation)
                )
        );
    }

    private static void BindIncident(SchemaBinding schema)
    {
        schema.Object<ServiceIncidentRow>(
            "ServiceIncident",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.ServiceIncident, row.Id.Value))
                    .Needs(nameof(ServiceIncidentRow.Id));
                type.Field(row => row.Service);
                type.Field(row => row.ProductFamily);
                type.Field(row => row.State);
                type.Field(row => row.Since);
                type.Field(row => row.ResolvedAt);
                type.Batch("updates", UpdatesAsync).Needs(nameof(ServiceIncidentRow.Id));
            }
        );
        schema.Object<IncidentUpdateRow>(
            "ServiceIncidentUpdate",
            type =>
            {
                type.Field(update => update.State);
                type.Field(update => update.Message);
                type.Field(update => update.At);
            }
        );
    }

    private static async Task<Connection<ServiceHealthRow>?> ServicesAsync(FieldContext context)
    {
        var family = context.Argument<ProductFamily?>("productFamily");
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            ServiceHealthQueries.PageAsync(ServiceHealthQueries.Services(db, family), page, context.Cancellation)
        );
        return new Connection<ServiceHealthRow>(
            slice,
            context.Counting(
                Tenant.Of(context.Caller().Organization),
                counted => ServiceHealthQueries.Services(counted, family)
            )
        );
    }

    private static async Task<Connection<ServiceIncidentRow>?> IncidentsAsync(FieldContext context)
    {
        var service = context.Argument<string?>("service");
        var family = context.Argument<ProductFamily?>("productFamily");
        var openOnly = context.Argument<bool?>("openOnly") ?? false;
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            ServiceHealthQueries.PageAsync(
                ServiceHealthQueries.Incidents(db, service, family, openOnly),
                page,
                context.Selection.MembersOf<ServiceIncidentRow>(),
                context.Cancellation
            )
        );
        return new Connection<ServiceIncidentRow>(
            slice,
            context.Counting(
                Tenant.Of(context.Caller().Organization),
                counted => ServiceHealthQueries.Incidents(counted, service, family, openOnly)
            )
        );
    }

    /// <summary>Null for a customer that is shared with the caller's organization and no more: that gives no more than a look.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<ServiceHealthRow>?>> OfCustomersAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var caller = context.Caller();
        await using var db = context.Open();
        var ties = await CustomerTiesQueries.OfAsync(
            db,
            caller.Organization,
            [.. customers.Select(customer => customer.Id).Distinct()],
            context.Cancellation
        );
        var mine = ties.Where(one =>
                caller.Standing.May(CustomerAction.ViewServiceHealth, family: null, one.Value).Allowed
            )
            .Select(one => one.Key)
            .ToHashSet();
        var health = await ServiceHealthQueries.OfCustomersAsync(db, mine, context.Cancellation);
        return [.. customers.Select(customer => mine.Contains(customer.Id) ? health[customer.Id].ToArray() : null)];
    }

    private static async Task<IReadOnlyList<ServiceIncidentRow?>> OpenIncidentsAsync(
        IReadOnlyList<ServiceHealthRow> services,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var open = await ServiceHealthQueries.OpenOfAsync(
            db,
            [.. services.Select(service => service.Id).Distinct()],
            context.Cancellation
        );
        return [.. services.Select(service => open.GetValueOrDefault(service.Id))];
    }

    private static async Task<IReadOnlyList<IReadOnlyList<IncidentUpdateRow>>> UpdatesAsync(
        IReadOnlyList<ServiceIncidentRow> incidents,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var updates = await ServiceHealthQueries.UpdatesAsync(
            db,
            [.. incidents.Select(incident => incident.Id).Distinct()],
            context.Cancellation
        );
        return [.. incidents.Select(incident => updates[incident.Id].ToArray())];
    }
}
