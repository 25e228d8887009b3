using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

public sealed record SendTestWebhookInput(string WebhookEndpointId);

public sealed record SendTestWebhookPayload : Payload
{
    public WebhookDelivery? WebhookDelivery { get; init; }
}

/// <summary>A signed request of the type webhook.test, sent once; its log tells what was answered.</summary>
public sealed class SendTestWebhook(Database database, WebhookSignal signal, TimeProvider clock)
    : IMutation<SendTestWebhookInput, SendTestWebhookPayload>
{
    public async Task<SendTestWebhookPayload> ExecuteAsync(
        SendTestWebhookInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        var found = await OwnWebhooks.FindAsync(db, input.WebhookEndpointId, cancellation);
        if (!found.TryGet(out var endpoint, out var refusals))
        {
            return new SendTestWebhookPayload { Errors = refusals };
        }

        if (endpoint.Status is not WebhookEndpointStatus.Active)
        {
            return new SendTestWebhookPayload { Errors = [new WebhookNotActive().At("webhookEndpointId")] };
        }

        var now = clock.GetUtcNow();
        var delivery = new WebhookDelivery
        {
            Id = new WebhookDeliveryId(Guid.CreateVersion7(now)),
            OrganizationId = endpoint.OrganizationId,
            EndpointId = endpoint.Id,
            MessageId = Guid.CreateVersion7(now),
            Kind = WebhookDelivery.TestKind,
            CreatedAt = now,
        };
        db.WebhookDeliveries.Add(delivery);
        await db.SaveChangesAsync(cancellation);
        signal.Ring();
        return new SendTestWebhookPayload { WebhookDelivery = delivery };
    }
}
