using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Customers;

/// <summary>Customers as a partner sees them: every field of the section, and where it is answered.</summary>
internal static class CustomerFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<CustomerSource>("CustomerSource");
        schema.Enum<RelationshipKind>("RelationshipKind");
        schema.Enum<ProductFamily>("ProductFamily");
        BindCustomer(schema);
        BindUsers(schema);
        CustomerAbilityFields.Bind(schema);
        EndCustomerRelationshipFields.Bind(schema);
        schema.Object<CustomerAccessRow>(
            "CustomerRelationship",
            type =>
            {
                type.LoadPartner("partner", row => row.OrganizationId);
                type.Field(row => row.Kind);
                type.Field("acceptedAt", row => row.GrantedAt);
            }
        );
        schema.Connection<OrganizationRow>("Customer");
        schema.Query(query =>
        {
            query.FieldAsync("customers", CustomersAsync);
            query.FieldAsync("customer", CustomerAsync);
        });
    }

    /// <summary>For fields and payloads that name a customer; nothing for one that the caller has no relationship with.</summary>
    public static Task<IReadOnlyDictionary<OrganizationId, OrganizationRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => CustomerQueries.ByIdsAsync(db, context.Caller().Organization, ids, members, context.Cancellation);

    private static void BindCustomer(SchemaBinding schema) =>
        schema.Object<OrganizationRow>(
            "Customer",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Customer, row.Id.Value)).Needs(nameof(OrganizationRow.Id));
                type.Field(row => row.Name);
                type.Field(row => row.Country);
                type.Field(row => row.Domain);
                type.Batch("source", SourcesAsync).Needs(nameof(OrganizationRow.Id));
                type.Batch("relationships", RelationshipsAsync).Needs(nameof(OrganizationRow.Id));
                type.Batch("users", UsersAsync).Needs(nameof(OrganizationRow.Id));
                type.Batch("abilities", CustomerAbilityFields.LoadAsync).Needs(nameof(OrganizationRow.Id));
            }
        );

    private static void BindUsers(SchemaBinding schema)
    {
        schema.Object<CustomerUser>(
            "CustomerUser",
            type =>
            {
                type.Field("id", user => GlobalId.Of(NodeKind.CustomerUser, user.Row.Id.Value))
                    .Needs(nameof(UserRow.Id));
                type.Field("fullName", user => user.Row.FullName).Needs(nameof(UserRow.FullName));
                type.Field("email", user => user.Row.Email).Needs(nameof(UserRow.Email));
                type.Batch("licenses", LicensesAsync).Needs(nameof(UserRow.Id));
            }
        );
        schema.Object<License>(
            "License",
            type =>
            {
                type.Field(
                    "subscriptionId",
                    license => GlobalId.Of(NodeKind.Subscription, license.SubscriptionId.Value)
                );
                type.Field(license => license.OfferName);
                type.Field(license => license.AssignedAt);
            }
        );
        schema.Connection<CustomerUser>("CustomerUser");
    }

    private static async Task<Connection<OrganizationRow>?> CustomersAsync(FieldContext context)
    {
        var viewer = context.Caller().Organization;
        var search = Search(context);
        if (search is null)
        {
            // An id that names no partner of ours shares nothing with us.
            return new Connection<OrganizationRow>(PageSlice<OrganizationRow>.Empty, _ => Task.FromResult<int?>(0));
        }

        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            CustomerQueries.PageAsync(
                db,
                viewer,
                search,
                page,
                context.Selection.MembersOf<OrganizationRow>(),
                context.Cancellation
            )
        );
        return new Connection<OrganizationRow>(
            slice,
            context.Counting(
                Tenant.Of(viewer),
                (counted, cancellation) => CustomerQueries.CountAsync(counted, viewer, search, cancellation)
            )
        );
    }

    private static CustomerSearch? Search(FieldContext context)
    {
        var partnerId = context.Argument<string?>("partnerId");
        var partner = GlobalId.Read(NodeKind.Partner, partnerId);
        if (partnerId is not null && partner is null)
        {
            return null;
        }

        return new CustomerSearch(
            context.Argument<string?>("search"),
            partner is { } id ? new OrganizationId(id) : null,
            context.Argument<CustomerSource?>("source")
        );
    }

    private static async Task<OrganizationRow?> CustomerAsync(FieldContext context)
    {
        if (GlobalId.Read(NodeKind.Customer, context.Argument<string>("id")) is not { } id)
        {
            return null;
        }

        var customer = new OrganizationId(id);
        await using var db = context.Open();
        var rows = await ByIdsAsync(db, [customer], context.Selection.MembersOf<OrganizationRow>(), context);
        return rows.GetValueOrDefault(customer);
    }

    private static async Task<IReadOnlyList<CustomerSource?>> SourcesAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var viewer = context.Caller().Organization;
        var relationships = await RelationshipsOfAsync(customers, context);
        return
        [
            .. customers.Select(customer =>
                relationships[customer.Id].FirstOrDefault(row => row.OrganizationId == viewer)?.Source
            ),
        ];
    }

    private static async Task<IReadOnlyList<IReadOnlyList<CustomerAccessRow>>> RelationshipsAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var relationships = await RelationshipsOfAsync(customers, context);
        return [.. customers.Select(customer => relationships[customer.Id].ToArray())];
    }

    private static async Task<ILookup<OrganizationId, CustomerAccessRow>> RelationshipsOfAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var caller = context.Caller();
        await using var db = context.Open();
        var relationships = await CustomerQueries.RelationshipsAsync(
            db,
            caller.Organization,
            [.. customers.Select(customer => customer.Id).Distinct()],
            context.Cancellation
        );
        // R72: whoever acts in the customer's account stands in its place, and its other partners are none of theirs.
        return caller.Acting is { } acting
            ? relationships
                .SelectMany(one => one)
                .Where(row => row.OrganizationId == acting.Organization)
                .ToLookup(row => row.CustomerId)
            : relationships;
    }

    private static async Task<IReadOnlyList<Connection<CustomerUser>?>> UsersAsync(
        IReadOnlyList<OrganizationRow> customers,
        FieldContext context
    )
    {
        var tenant = Tenant.Of(context.Caller().Organization);
        var members = context.Selection.MembersOf<CustomerUser>();
        var ids = customers.Select(customer => customer.Id).Distinct().ToArray();
        await using var db = context.Open();
        var pages = await context.ReadAsync(page =>
            UserQueries.PagesOfEachAsync(db, ids, page, members, context.Cancellation)
        );
        var count = context.CountingEach(
            tenant,
            (counted, cancellation) => UserQueries.CountsOfEachAsync(counted, ids, cancellation)
        );
        return
        [
            .. customers.Select(customer => new Connection<CustomerUser>(
                pages[customer.Id]
                    .With<CustomerUser>([.. pages[customer.Id].Items.Select(row => new CustomerUser(row))]),
                count(customer.Id)
            )),
        ];
    }

    private static async Task<IReadOnlyList<IReadOnlyList<License>>> LicensesAsync(
        IReadOnlyList<CustomerUser> users,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var licenses = await LicenseQueries.OfUsersAsync(
            db,
            [.. users.Select(user => user.Row.Id).Distinct()],
            context.Cancellation
        );
        return [.. users.Select(user => licenses[user.Row.Id].ToArray())];
    }
}
