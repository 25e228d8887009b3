using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Webhooks;

/// <summary>One delivery again from the start, whatever became of it, under the same webhook-id.</summary>
public sealed class WebhookRedelivery(Database database, WebhookSignal signal)
{
    /// <returns>The delivery as it waits now; null where the tenant has none of this id.</returns>
    public async Task<WebhookDelivery?> RunAsync(
        Tenant tenant,
        WebhookDeliveryId id,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(tenant);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var named = db.WebhookDeliveries.Where(row => row.Id == id);
        if (await WebhookQueue.QueueAgainAsync(db, named, cancellationToken) == 0)
        {
            return null;
        }

        var delivery = await named.AsNoTracking().SingleAsync(cancellationToken);
        db.Changes.Add(Change.ByStatement(NamedSubject.WebhookDelivery, id.Value, delivery.OrganizationId));
        await transaction.CommitAsync(cancellationToken);
        signal.Ring();
        return delivery;
    }
}
