using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Subscriptions;

/// <summary>Offers and customers' subscriptions: every field of the section, and where it is answered.</summary>
internal static class SubscriptionFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<SubscriptionStatus>("SubscriptionStatus");
        schema.Object<OfferRow>(
            "Offer",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Offer, row.Id.Value)).Needs(nameof(OfferRow.Id));
                type.Field(row => row.Name);
                type.Field(row => row.ProductFamily);
            }
        );
        schema.Object<SubscriptionRow>(
            "CustomerSubscription",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Subscription, row.Id.Value))
                    .Needs(nameof(SubscriptionRow.Id));
                type.Load<SubscriptionRow, OfferId, OfferRow>("offer", row => row.OfferId, OffersByIdAsync)
                    .Needs(nameof(SubscriptionRow.OfferId));
                type.Field(row => row.Quantity);
                type.Field(row => row.Assigned);
                type.Field(row => row.Status);
                type.Field(row => row.ResellerOfRecordMpnId);
                type.Field(row => row.CreatedAt);
            }
        );
        schema.Object<OrganizationRow>(
            "Customer",
            type => type.Batch("subscriptions", OfCustomersAsync).Needs(nameof(OrganizationRow.Id))
        );
        schema.Connection<OfferRow>("Offer");
        schema.Connection<SubscriptionRow>("CustomerSubscription");
        schema.Query(query => query.FieldAsync("offers", OffersAsync));
        OrderFields.Bind(schema);
        SubscriptionMutations.Bind(schema);
    }

    /// <summary>For fields that name an offer.</summary>
    public static Task<IReadOnlyDictionary<OfferId, OfferRow>> OffersByIdAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OfferId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => OfferQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    /// <summary>For fields and payloads that name a subscription.</summary>
    public static Task<IReadOnlyDictionary<CustomerSubscriptionId, SubscriptionRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<CustomerSubscriptionId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => SubscriptionQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static async Task<Connection<OfferRow>?> OffersAsync(FieldContext context)
    {
        var family = context.Argument<ProductFamily?>("productFamily");
        var search = context.Argument<string?>("search");
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            OfferQueries.PageAsync(
                OfferQueries.OnSale(db, family, search),
                page,
                context.Selection.MembersOf<OfferRow>(),
                context.Cancellation
            )
        );
        return new Connection<OfferRow>(
            slice,
            context.Counting(
                Tenant.Of(context.Caller().Organization),
                counted => OfferQueries.OnSale(counted, family, search)
            )
        );
    }

    private static async Task<IReadOnlyList<Connection<SubscriptionRow>?>> OfCustomersAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var tenant = Tenant.Of(context.Caller().Organization);
        var members = context.Selection.MembersOf<SubscriptionRow>();
        await using var db = context.Open();
        var pages = await context.ReadAsync(page =>
            SubscriptionQueries.PagesOfEachAsync(
                db,
                [.. customers.Select(customer => customer.Id).Distinct()],
                page,
                members,
                context.Cancellation
            )
        );
        return
        [
            .. customers.Select(customer => new Connection<SubscriptionRow>(
                pages[customer.Id],
                context.Counting(tenant, counted => SubscriptionQueries.Of(counted, customer.Id))
            )),
        ];
    }
}
