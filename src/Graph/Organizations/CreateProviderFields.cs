using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Organizations;

/// <summary>The operator's way to add an official provider.</summary>
internal static class CreateProviderFields
{
    private static readonly Tenant Everyone = Tenant.Everyone("The operator has just made this provider.");

    public static void Bind(SchemaBinding schema) =>
        schema.Mutation<CreateProvider, CreateProviderInput, CreateProviderPayload>(
            "createProvider",
            payload =>
            {
                payload.FieldAsync("partner", PartnerAsync);
                payload.Field(answer => answer.SignInName);
                payload.Secret(answer => answer.TemporaryPassword);
            }
        );

    private static async Task<OrganizationRow?> PartnerAsync(CreateProviderPayload answer, FieldContext context)
    {
        if (answer.OrganizationId is not { } id)
        {
            return null;
        }

        await using var db = context.Open(Everyone);
        var members = context.Selection.MembersOf<OrganizationRow>();
        var rows = await OrganizationQueries.ByIdsAsync(db, [id], members, context.Cancellation);
        return rows.GetValueOrDefault(id);
    }
}
