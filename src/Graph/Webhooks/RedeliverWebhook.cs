using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

public sealed record RedeliverWebhookInput(string WebhookDeliveryId);

public sealed record RedeliverWebhookPayload : Payload
{
    public WebhookDelivery? WebhookDelivery { get; init; }
}

/// <summary>A delivery of the own organization is sent again; what is another's answers like what does not exist.</summary>
public sealed class RedeliverWebhook(WebhookRedelivery redelivery)
    : IMutation<RedeliverWebhookInput, RedeliverWebhookPayload>
{
    public async Task<RedeliverWebhookPayload> ExecuteAsync(
        RedeliverWebhookInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var id = GlobalId.Read(NodeKind.WebhookDelivery, input.WebhookDeliveryId) is { } known
            ? new WebhookDeliveryId(known)
            : default;
        var delivery = await redelivery.RunAsync(Tenant.Of(request.SignedIn.Organization), id, cancellation);
        return delivery is null
            ? new RedeliverWebhookPayload { Errors = [new NotFound().At("webhookDeliveryId")] }
            : new RedeliverWebhookPayload { WebhookDelivery = delivery };
    }
}
