using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

/// <summary>Users of the caller's organization: every field of the section, and where it is answered.</summary>
internal static class UserFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<AgentRole>("AgentRole");
        schema.Enum<AdminRole>("AdminRole");
        schema.Object<UserRow>(
            "User",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.User, row.Id.Value)).Needs(nameof(UserRow.Id));
                type.Field(row => row.FullName);
                type.Field(row => row.Email);
                type.Field(row => row.AgentRole);
                type.Field(row => row.AdminRole);
                type.Field(row => row.Language);
                // A membership that waits for its person's consent gives nothing yet (R32).
                type.Field("active", row => row.Active && !row.ConsentPending)
                    .Needs(nameof(UserRow.Active), nameof(UserRow.ConsentPending));
                type.Field(row => row.LastSignedInAt);
                type.Field(row => row.Version);
            }
        );
        schema.Connection<UserRow>("User");
        schema.Object<Caller>(
            "Viewer",
            type => type.Load<Caller, UserId, UserRow>("user", caller => caller.User, ByIdsAsync)
        );
        schema.Query(query => query.FieldAsync("users", UsersAsync));
        UserMutations.Bind(schema);
    }

    /// <summary>For fields and payloads that name a user.</summary>
    public static Task<IReadOnlyDictionary<UserId, UserRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<UserId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => UserQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static async Task<Connection<UserRow>?> UsersAsync(FieldContext context)
    {
        var organization = context.Caller().Organization;
        var search = context.Argument<string?>("search");
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            UserQueries.PageAsync(
                db,
                organization,
                search,
                page,
                context.Selection.MembersOf<UserRow>(),
                context.Cancellation
            )
        );
        return new Connection<UserRow>(
            slice,
            context.Counting(
                Tenant.Of(organization),
                (counted, cancellation) => UserQueries.CountAsync(counted, organization, search, cancellation)
            )
        );
    }
}
