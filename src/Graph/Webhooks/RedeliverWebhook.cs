using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

public sealed record RedeliverWebhookInput(string WebhookDeliveryId);

public sealed record RedeliverWebhookPayload : Payload
{
    public WebhookDelivery? WebhookDelivery { get; init; }
}

/// <summary>One delivery again from the start, whatever became of it, under the same webhook-id.</summary>
public sealed class RedeliverWebhook(Database database, WebhookSignal signal)
    : IMutation<RedeliverWebhookInput, RedeliverWebhookPayload>
{
    public async Task<RedeliverWebhookPayload> ExecuteAsync(
        RedeliverWebhookInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        var id = GlobalId.Read(NodeKind.WebhookDelivery, input.WebhookDeliveryId) is { } known
            ? new WebhookDeliveryId(known)
            : default;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var own = db.WebhookDeliveries.Where(row => row.Id == id);
        if (await WebhookQueue.QueueAgainAsync(db, own, cancellation) == 0)
        {
            return new RedeliverWebhookPayload { Errors = [new NotFound().At("webhookDeliveryId")] };
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Ring();
        return new RedeliverWebhookPayload { WebhookDelivery = await own.AsNoTracking().SingleAsync(cancellation) };
    }
}
