using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Webhooks;

/// <summary>The organization's own endpoint by its id; what is another's answers like what does not exist.</summary>
internal static class OwnWebhooks
{
    public static async Task<Outcome<WebhookEndpoint>> FindAsync(
        PartnerGraphDb db,
        string id,
        CancellationToken cancellation
    )
    {
        var found = GlobalId.Read(NodeKind.WebhookEndpoint, id) is { } known
            ? await db.WebhookEndpoints.SingleOrDefaultAsync(
                row => row.Id == new WebhookEndpointId(known),
                cancellation
            )
            : null;
        return found is null ? new NotFound().At("webhookEndpointId") : found;
    }
}
