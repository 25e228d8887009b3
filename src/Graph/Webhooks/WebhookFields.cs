using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

/// <summary>Webhooks: every field of the section, and where it is answered.</summary>
internal static class WebhookFields
{
    private static readonly PageOrder<WebhookEndpoint> Oldest = PageOrder<WebhookEndpoint>.By(row => row.Id);

    private static readonly PageOrder<WebhookDelivery> Newest = PageOrder<WebhookDelivery>.ByDescending(row => row.Id);

    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<WebhookEndpointStatus>("WebhookEndpointStatus");
        schema.Enum<WebhookStopReason>("WebhookStopReason");
        schema.Enum<WebhookDeliveryStatus>("WebhookDeliveryStatus");
        schema.Object<WebhookEndpoint>("WebhookEndpoint", BindEndpoint);
        schema.Object<WebhookDelivery>("WebhookDelivery", BindDelivery);
        schema.Object<WebhookAttempt>(
            "WebhookAttempt",
            type =>
            {
                type.Field(attempt => attempt.At);
                type.Field(attempt => attempt.DurationMilliseconds);
                type.Field(attempt => attempt.Request);
                type.Field(attempt => attempt.Status);
                type.Field(attempt => attempt.Answer);
                type.Field(attempt => attempt.Error);
            }
        );
        schema.Connection<WebhookEndpoint>("WebhookEndpoint");
        schema.Connection<WebhookDelivery>("WebhookDelivery");
        schema.Query(query => query.FieldAsync("webhookEndpoints", EndpointsAsync));
        BindMutations(schema);
    }

    /// <summary>For <c>node(id:)</c>.</summary>
    public static async Task<WebhookEndpoint?> FindEndpointAsync(FieldContext context, WebhookEndpointId id)
    {
        await using var db = context.Open();
        return await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, context.Cancellation);
    }

    /// <summary>For <c>node(id:)</c>.</summary>
    public static async Task<WebhookDelivery?> FindDeliveryAsync(FieldContext context, WebhookDeliveryId id)
    {
        await using var db = context.Open();
        return await db
            .WebhookDeliveries.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id, context.Cancellation);
    }

    private static void BindEndpoint(ObjectBinding<WebhookEndpoint> type)
    {
        type.Field("id", row => GlobalId.Of(NodeKind.WebhookEndpoint, row.Id.Value));
        type.Field("url", row => new Uri(row.Url));
        type.Field(row => row.Description);
        type.Field("kinds", row => row.Kinds.Select(KindOf).OfType<EventKind>().ToArray());
        type.Field("selection", row => row.Selection ?? WebhookSelection.Default);
        type.Field(row => row.Status);
        type.Field(row => row.StopReason);
        type.Field("position", row => EventPosition.Write(row.Position));
        type.Field(row => row.FailingSince);
        type.Field("previousSecretExpiresAt", row => row.PreviousSecretUntil);
        type.Field(row => row.CreatedAt);
        type.FieldAsync("deliveries", DeliveriesAsync);
    }

    private static void BindDelivery(ObjectBinding<WebhookDelivery> type)
    {
        type.Field("id", row => GlobalId.Of(NodeKind.WebhookDelivery, row.Id.Value));
        type.Field(row => row.WebhookId);
        type.Field("kind", row => KindOf(row.Kind));
        type.Field("position", row => row.Position is { } position ? EventPosition.Write(position) : null);
        type.Field(row => row.Status);
        type.Field(row => row.Attempts);
        type.Field(
            "nextAttemptAt",
            row =>
                row.Status is WebhookDeliveryStatus.Pending or WebhookDeliveryStatus.Retrying
                    ? row.NextAttemptAt
                    : (DateTimeOffset?)null
        );
        type.Field(row => row.LastError);
        type.Field(row => row.CreatedAt);
        type.Field(row => row.SucceededAt);
        type.Batch("log", LogAsync);
    }

    private static void BindMutations(SchemaBinding schema)
    {
        schema.Mutation<CreateWebhookEndpoint, CreateWebhookEndpointInput, CreateWebhookEndpointPayload>(
            "createWebhookEndpoint",
            payload =>
            {
                payload.Field(answer => answer.WebhookEndpoint);
                payload.Secret(answer => answer.Secret);
            }
        );
        schema.Mutation<UpdateWebhookEndpoint, UpdateWebhookEndpointInput, UpdateWebhookEndpointPayload>(
            "updateWebhookEndpoint",
            payload => payload.Field(answer => answer.WebhookEndpoint)
        );
        schema.Mutation<DeleteWebhookEndpoint, DeleteWebhookEndpointInput, DeleteWebhookEndpointPayload>(
            "deleteWebhookEndpoint",
            payload => payload.Field(answer => answer.DeletedId)
        );
        schema.Mutation<RotateWebhookSecret, RotateWebhookSecretInput, RotateWebhookSecretPayload>(
            "rotateWebhookSecret",
            payload =>
            {
                payload.Field(answer => answer.WebhookEndpoint);
                payload.Secret(answer => answer.Secret);
            }
        );
        schema.Mutation<RedeliverWebhook, RedeliverWebhookInput, RedeliverWebhookPayload>(
            "redeliverWebhook",
            payload => payload.Field(answer => answer.WebhookDelivery)
        );
        schema.Mutation<ReplayWebhooks, ReplayWebhooksInput, ReplayWebhooksPayload>(
            "replayWebhooks",
            payload => payload.Field(answer => answer.WebhookEndpoint)
        );
        schema.Mutation<SendTestWebhook, SendTestWebhookInput, SendTestWebhookPayload>(
            "sendTestWebhook",
            payload => payload.Field(answer => answer.WebhookDelivery)
        );
    }

    private static EventKind? KindOf(string name) => EventTable.Find(name)?.Kind;

    private static async Task<Connection<WebhookEndpoint>?> EndpointsAsync(FieldContext context)
    {
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            db.WebhookEndpoints.AsNoTracking().PageAsync(Oldest, page, context.Cancellation)
        );
        return new Connection<WebhookEndpoint>(
            slice,
            context.Counting(Tenant.Of(context.Caller().Organization), counted => counted.WebhookEndpoints)
        );
    }

    private static async Task<Connection<WebhookDelivery>> DeliveriesAsync(
        WebhookEndpoint endpoint,
        FieldContext context
    )
    {
        var status = context.Argument<WebhookDeliveryStatus?>("status");
        IQueryable<WebhookDelivery> Own(Persistence.PartnerGraphDb db) =>
            db
                .WebhookDeliveries.AsNoTracking()
                .Where(row => row.EndpointId == endpoint.Id && (status == null || row.Status == status));

        await using var db = context.Open();
        var slice = await context.ReadAsync(page => Own(db).PageAsync(Newest, page, context.Cancellation));
        return new Connection<WebhookDelivery>(slice, context.Counting(Tenant.Of(context.Caller().Organization), Own));
    }

    private static async Task<IReadOnlyList<IReadOnlyList<WebhookAttempt>>> LogAsync(
        IReadOnlyList<WebhookDelivery> deliveries,
        FieldContext context
    )
    {
        var ids = deliveries.Select(delivery => delivery.Id).Distinct().ToArray();
        await using var db = context.Open();
        var attempts = await db
            .WebhookAttempts.AsNoTracking()
            .Where(attempt => ids.Contains(attempt.DeliveryId))
            .OrderBy(attempt => attempt.Id)
            .ToListAsync(context.Cancellation);
        var byDelivery = attempts.ToLookup(attempt => attempt.DeliveryId);
        return [.. deliveries.Select(delivery => byDelivery[delivery.Id].ToArray())];
    }
}
