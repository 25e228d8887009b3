using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Webhooks;

/// <summary>
/// From events to deliveries, endpoint by endpoint: each remembers how far it has come, so that no event is left out, whatever dies in
/// between. Where a replay has set it back, the deliveries that exist are queued again.
/// </summary>
public sealed class WebhookFeed(Database database, TimeProvider clock)
{
    private const int Batch = 200;

    private static readonly Tenant AllTenants = Tenant.Everyone("A worker delivers the events of all organizations.");

    /// <summary>True where something was queued.</summary>
    /// <param name="told">The stable names of the events that anybody may be told.</param>
    public async Task<bool> FillAsync(IReadOnlyCollection<string> told, CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        var behind = await (
            from endpoint in db.WebhookEndpoints.AsNoTracking()
            join counter in db.Set<EventCounter>().AsNoTracking()
                on endpoint.OrganizationId equals counter.OrganizationId
            where endpoint.Status == WebhookEndpointStatus.Active && endpoint.Position < counter.Position
            select endpoint
        ).ToListAsync(cancellationToken);
        foreach (var endpoint in behind)
        {
            await FillAsync(endpoint, told, cancellationToken);
        }
        return behind.Count > 0;
    }

    private async Task FillAsync(
        WebhookEndpoint endpoint,
        IReadOnlyCollection<string> told,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        var events = await db
            .Events.AsNoTracking()
            .Where(row => row.OrganizationId == endpoint.OrganizationId && row.Position > endpoint.Position)
            .OrderBy(row => row.Position)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        if (events.Count == 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (before, after) = (endpoint.Position, events[^1].Position);
        var moved = await db
            .WebhookEndpoints.Where(row =>
                row.Id == endpoint.Id && row.Position == before && row.Status == WebhookEndpointStatus.Active
            )
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, after), cancellationToken);
        if (moved != 1)
        {
            // Another worker was faster, or it was stopped or set back.
            return;
        }

        var wanted = events
            .Where(row => told.Contains(row.Kind) && (endpoint.Kinds.Count == 0 || endpoint.Kinds.Contains(row.Kind)))
            .ToList();
        var again = await db
            .WebhookDeliveries.Where(row =>
                row.EndpointId == endpoint.Id && row.Position > before && row.Position <= after
            )
            .Select(row => row.Position!.Value)
            .ToListAsync(cancellationToken);
        if (again.Count > 0)
        {
            var kept = wanted.Select(row => (long?)row.Position).ToList();
            await WebhookQueue.QueueAgainAsync(
                db,
                db.WebhookDeliveries.Where(row => row.EndpointId == endpoint.Id && kept.Contains(row.Position)),
                cancellationToken
            );
        }

        var now = clock.GetUtcNow();
        db.AddRange(wanted.Where(row => !again.Contains(row.Position)).Select(row => Delivery(endpoint, row, now)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static WebhookDelivery Delivery(WebhookEndpoint endpoint, StoredEvent stored, DateTimeOffset now) =>
        new()
        {
            Id = new WebhookDeliveryId(Guid.CreateVersion7(now)),
            OrganizationId = endpoint.OrganizationId,
            EndpointId = endpoint.Id,
            Position = stored.Position,
            MessageId = stored.Id,
            Kind = stored.Kind,
            CreatedAt = now,
        };
}
