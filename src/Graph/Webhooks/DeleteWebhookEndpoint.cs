using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Webhooks;

public sealed record DeleteWebhookEndpointInput(string WebhookEndpointId);

public sealed record DeleteWebhookEndpointPayload : Payload
{
    public string? DeletedId { get; init; }
}

/// <summary>The endpoint, its deliveries and their log are gone.</summary>
public sealed class DeleteWebhookEndpoint(Database database)
    : IMutation<DeleteWebhookEndpointInput, DeleteWebhookEndpointPayload>
{
    public async Task<DeleteWebhookEndpointPayload> ExecuteAsync(
        DeleteWebhookEndpointInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        var found = await OwnWebhooks.FindAsync(db, input.WebhookEndpointId, cancellation);
        if (!found.TryGet(out var endpoint, out var refusals))
        {
            return new DeleteWebhookEndpointPayload { Errors = refusals };
        }

        db.WebhookEndpoints.Remove(endpoint);
        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new DeleteWebhookEndpointPayload { DeletedId = input.WebhookEndpointId }
            : new DeleteWebhookEndpointPayload { Errors = [new ChangedMeanwhile()] };
    }
}
