using System.Globalization;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

public sealed record ReplayWebhooksInput(string WebhookEndpointId, string AfterPosition);

public sealed record ReplayWebhooksPayload : Payload
{
    public WebhookEndpoint? WebhookEndpoint { get; init; }
}

/// <summary>Everything after a position is delivered again, under the same webhook-ids.</summary>
public sealed class ReplayWebhooks(Database database, EventLog events, WebhookSignal signal)
    : IMutation<ReplayWebhooksInput, ReplayWebhooksPayload>
{
    public async Task<ReplayWebhooksPayload> ExecuteAsync(
        ReplayWebhooksInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var organization = request.SignedIn.Organization;
        await using var db = database.Open(Tenant.Of(organization));
        var found = await OwnWebhooks.FindAsync(db, input.WebhookEndpointId, cancellation);
        if (!found.TryGet(out var endpoint, out var refusals))
        {
            return new ReplayWebhooksPayload { Errors = refusals };
        }

        var kept = await events.KeptAsync(organization, cancellation);
        if (
            !long.TryParse(input.AfterPosition, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || position > kept.Last
            || !kept.CanGoOnFrom(position)
        )
        {
            var refusal = new WebhookPositionUnknown(
                EventPosition.Write(Math.Max(0, kept.First - 1)),
                EventPosition.Write(kept.Last)
            );
            return new ReplayWebhooksPayload { Errors = [refusal.At("afterPosition")] };
        }

        endpoint.Replay(position);
        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new ReplayWebhooksPayload { Errors = [new ChangedMeanwhile()] };
        }

        signal.Ring();
        return new ReplayWebhooksPayload { WebhookEndpoint = endpoint };
    }
}
