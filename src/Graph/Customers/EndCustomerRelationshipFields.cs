using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Customers;

/// <summary>The end of a customer relationship, and what it would affect.</summary>
internal static class EndCustomerRelationshipFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Object<EndingRelationship>(
            "EndCustomerRelationshipPreview",
            type =>
            {
                type.Load<EndingRelationship, OrganizationId, OrganizationRow>(
                    "customer",
                    ending => ending.Customer,
                    CustomerFields.ByIdsAsync
                );
                type.Field("relationships", ending => ending.Rows);
                type.FieldAsync("administrationGrants", GrantsAsync);
                type.FieldAsync("subscriptionCount", SubscriptionsAsync);
                type.FieldAsync("orderCount", OrdersAsync);
            }
        );
        schema.Query(query => query.FieldAsync("endCustomerRelationshipPreview", PreviewAsync));
        schema.Mutation<EndCustomerRelationship, EndCustomerRelationshipInput, EndCustomerRelationshipPayload>(
            "endCustomerRelationship",
            payload => payload.Field(answer => answer.Ended)
        );
    }

    private static async Task<EndingRelationship?> PreviewAsync(FieldContext context)
    {
        await using var db = context.Open(EndingRelationship.BothSides);
        var found = await EndingRelationship.FindAsync(
            db,
            context.Caller(),
            context.Argument<string?>("customerId"),
            context.Argument<string?>("partnerId"),
            context.Cancellation
        );
        return found.TryGet(out var ending, out _) ? ending : null;
    }

    private static async Task<IReadOnlyList<AdministrationGrantRow>> GrantsAsync(
        EndingRelationship ending,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var partners = ending.Ending.Select(access => access.OrganizationId).Distinct().ToList();
        var open = await AdministrationQueries.OpenAsync(db, ending.Customer, partners, context.Cancellation);
        var rows = await AdministrationQueries.ByIdsAsync(
            db,
            [.. open.Select(grant => grant.Id)],
            members: null,
            context.Cancellation
        );
        return [.. rows.Values.OrderBy(row => row.Id.Value)];
    }

    private static Task<int> SubscriptionsAsync(EndingRelationship ending, FieldContext context) =>
        context.CountAsync(db => EndingQueries.SubscriptionsOf(db, ending.Customer, ending.Ending));

    private static Task<int> OrdersAsync(EndingRelationship ending, FieldContext context) =>
        context.CountAsync(db => EndingQueries.OrdersOf(db, ending.Customer, ending.Ending));
}
