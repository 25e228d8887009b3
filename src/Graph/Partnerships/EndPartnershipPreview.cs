using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Partnerships;

/// <summary>What a partnership grants the provider (R51, R52).</summary>
public enum PartnershipGrant
{
    Ordering,
    Administration,
}

/// <summary>What ending a partnership would affect, looked at before it is done.</summary>
public sealed record EndPartnershipPreview(PartnershipRow Partnership)
{
    public IReadOnlyList<PartnershipGrant> Grants =>
        [
            .. Partnership.OrderingGranted ? [PartnershipGrant.Ordering] : Array.Empty<PartnershipGrant>(),
            .. Partnership.AdministrationGranted ? [PartnershipGrant.Administration] : Array.Empty<PartnershipGrant>(),
        ];
}

/// <summary>Every field of the preview; counted only when it is asked for.</summary>
internal static class EndPartnershipPreviewFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<PartnershipGrant>("PartnershipGrant");
        schema.Object<EndPartnershipPreview>(
            "EndPartnershipPreview",
            type =>
            {
                type.Field("partnership", preview => preview.Partnership);
                type.Batch(
                    "customers",
                    (previews, context) =>
                        PartnershipFields.SharedCustomersAsync(
                            [.. previews.Select(preview => preview.Partnership)],
                            context
                        )
                );
                type.FieldAsync("subscriptionCount", SubscriptionsAsync);
                type.FieldAsync("orderCount", OrdersAsync);
                type.FieldAsync("invitationCount", InvitationsAsync);
                type.Field("grants", preview => preview.Grants);
            }
        );
        schema.Query(query => query.FieldAsync("endPartnershipPreview", PreviewAsync));
    }

    /// <summary>Null for one that is unknown, of others, or over.</summary>
    private static async Task<EndPartnershipPreview?> PreviewAsync(FieldContext context)
    {
        if (GlobalId.Read(NodeKind.Partnership, context.Argument<string>("partnershipId")) is not { } id)
        {
            return null;
        }

        await using var db = context.Open();
        PartnershipId[] ids = [new(id)];
        var rows = await PartnershipQueries.ByIdsAsync(db, ids, members: null, context.Cancellation);
        return rows.GetValueOrDefault(ids[0]) is { Status: PartnershipStatus.Active } active
            ? new EndPartnershipPreview(active)
            : null;
    }

    private static Task<int> SubscriptionsAsync(EndPartnershipPreview preview, FieldContext context) =>
        context.CountAsync(db =>
            EndingQueries.SubscriptionsOf(db, preview.Partnership.ProviderId, preview.Partnership.ResellerId)
        );

    private static Task<int> OrdersAsync(EndPartnershipPreview preview, FieldContext context) =>
        context.CountAsync(db =>
            EndingQueries.OrdersOf(db, preview.Partnership.ProviderId, preview.Partnership.ResellerId)
        );

    private static Task<int> InvitationsAsync(EndPartnershipPreview preview, FieldContext context)
    {
        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        return context.CountAsync(db =>
            EndingQueries.InvitationsOf(db, preview.Partnership.ProviderId, preview.Partnership.ResellerId, now)
        );
    }
}
