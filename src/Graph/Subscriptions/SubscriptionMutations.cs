using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Subscriptions;

/// <summary>Every mutation of the section, and what its payload shows.</summary>
internal static class SubscriptionMutations
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Input<OrderLineInput>("OrderLineInput");
        schema.Mutation<SubmitOrder, SubmitOrderInput, SubmitOrderPayload>(
            "submitOrder",
            payload =>
                payload.Load<SubmitOrderPayload, OrderId, OrderRow>(
                    "order",
                    answer => answer.Order,
                    OrderFields.ByIdsAsync
                )
        );
        schema.Mutation<ChangeSubscriptionQuantity, ChangeSubscriptionQuantityInput, ChangeSubscriptionQuantityPayload>(
            "changeSubscriptionQuantity",
            payload => payload.LoadSubscription(answer => answer.Subscription)
        );
        schema.Mutation<SuspendSubscription, SuspendSubscriptionInput, SuspendSubscriptionPayload>(
            "suspendSubscription",
            payload => payload.LoadSubscription(answer => answer.Subscription)
        );
        schema.Mutation<ReactivateSubscription, ReactivateSubscriptionInput, ReactivateSubscriptionPayload>(
            "reactivateSubscription",
            payload => payload.LoadSubscription(answer => answer.Subscription)
        );
        schema.Mutation<CancelSubscription, CancelSubscriptionInput, CancelSubscriptionPayload>(
            "cancelSubscription",
            payload => payload.LoadSubscription(answer => answer.Subscription)
        );
        schema.Mutation<AssignLicense, AssignLicenseInput, AssignLicensePayload>(
            "assignLicense",
            payload => payload.LoadCustomerUser(answer => answer.CustomerUser)
        );
        schema.Mutation<UnassignLicense, UnassignLicenseInput, UnassignLicensePayload>(
            "unassignLicense",
            payload => payload.LoadCustomerUser(answer => answer.CustomerUser)
        );
        schema.Mutation<AddCustomerUser, AddCustomerUserInput, AddCustomerUserPayload>(
            "addCustomerUser",
            payload => payload.LoadCustomerUser(answer => answer.CustomerUser)
        );
    }

    private static void LoadSubscription<T>(this ObjectBinding<T> type, Func<T, CustomerSubscriptionId?> id) =>
        type.Load<T, CustomerSubscriptionId, SubscriptionRow>("subscription", id, SubscriptionFields.ByIdsAsync);

    private static void LoadCustomerUser<T>(this ObjectBinding<T> type, Func<T, UserId?> id) =>
        type.Load<T, UserId, CustomerUser>("customerUser", id, CustomerUsersAsync);

    private static async Task<IReadOnlyDictionary<UserId, CustomerUser>> CustomerUsersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<UserId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    )
    {
        var rows = await UserQueries.ByIdsAsync(db, ids, members, context.Cancellation);
        return rows.ToDictionary(row => row.Key, row => new CustomerUser(row.Value));
    }
}
