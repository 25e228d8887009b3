using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ApiTokens;

/// <summary>API tokens: every field of the section, and where it is answered.</summary>
internal static class ApiTokenFields
{
    private static readonly PageOrder<ApiToken> Newest = PageOrder<ApiToken>.ByDescending(token => token.Id);

    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<ApiScope>("ApiScope");
        schema.Object<ApiToken>(
            "ApiToken",
            type =>
            {
                type.Field("id", token => GlobalId.Of(NodeKind.ApiToken, token.Id.Value));
                type.Field(token => token.Name);
                type.Field(token => token.Scopes);
                type.Field(token => token.CreatedAt);
                type.Field(token => token.ExpiresAt);
                type.Field(token => token.LastUsedAt);
            }
        );
        schema.Connection<ApiToken>("ApiToken");
        schema.Query(query => query.FieldAsync("apiTokens", ApiTokensAsync));
        schema.Mutation<CreateApiToken, CreateApiTokenInput, CreateApiTokenPayload>(
            "createApiToken",
            payload =>
            {
                payload.Field(answer => answer.ApiToken);
                payload.Secret(answer => answer.Secret);
            }
        );
        schema.Mutation<RevokeApiToken, RevokeApiTokenInput, RevokeApiTokenPayload>(
            "revokeApiToken",
            payload => payload.Field(answer => answer.ApiToken)
        );
    }

    /// <summary>For <c>node(id:)</c>.</summary>
    public static async Task<ApiToken?> FindAsync(FieldContext context, ApiTokenId id)
    {
        await using var db = context.Open();
        return await VisibleApiTokens
            .To(context.Caller(), db)
            .AsNoTracking()
            .SingleOrDefaultAsync(token => token.Id == id && token.RevokedAt == null, context.Cancellation);
    }

    /// <summary>Those that work or lapsed by themselves; a revoked one is gone.</summary>
    private static async Task<Connection<ApiToken>?> ApiTokensAsync(FieldContext context)
    {
        var caller = context.Caller();
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            VisibleApiTokens
                .To(caller, db)
                .Where(token => token.RevokedAt == null)
                .PageAsync(Newest, page, context.Cancellation)
        );
        return new Connection<ApiToken>(
            slice,
            context.Counting(
                Tenant.Of(caller.Organization),
                counted => VisibleApiTokens.To(caller, counted).Where(token => token.RevokedAt == null)
            )
        );
    }
}
