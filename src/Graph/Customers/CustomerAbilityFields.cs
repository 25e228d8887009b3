using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;

namespace PartnerGraph.Graph.Customers;

/// <summary>What the caller may do for a customer, and why not (R39, R44, R56).</summary>
internal static class CustomerAbilityFields
{
    public static void Bind(SchemaBinding schema) =>
        schema.Object<CustomerStanding>(
            "CustomerAbilities",
            type =>
            {
                type.Field("submitOrder", standing => standing.May(CustomerAction.SubmitOrder));
                type.Field(
                    "manageSubscriptions",
                    (standing, context) => standing.May(CustomerAction.ManageSubscriptions, Family(context))
                );
                type.Field(
                    "requestSupport",
                    (standing, context) => standing.May(CustomerAction.RequestSupport, Family(context))
                );
                type.Field("administer", standing => standing.May(CustomerAction.Administer));
                type.Field("viewServiceHealth", standing => standing.May(CustomerAction.ViewServiceHealth));
            }
        );

    /// <summary>What binds the caller's organization to each customer, in one round of queries a level.</summary>
    public static async Task<IReadOnlyList<CustomerStanding?>> LoadAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var caller = context.Caller();
        await using var db = context.Open();
        IReadOnlyDictionary<OrganizationId, CustomerTies> ties = await CustomerTiesQueries.OfAsync(
            db,
            caller.Organization,
            [.. customers.Select(customer => customer.Id).Distinct()],
            context.Cancellation
        );
        return [.. customers.Select(customer => new CustomerStanding(caller.Standing, ties[customer.Id]))];
    }

    private static ProductFamily? Family(FieldContext context) => context.Argument<ProductFamily?>("productFamily");
}

/// <summary>The caller's roles and what binds its organization to one customer.</summary>
public sealed record CustomerStanding(Standing Standing, CustomerTies Ties)
{
    public Ability May(CustomerAction action, ProductFamily? family = null) => Standing.May(action, family, Ties);
}
