using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Webhooks;

public sealed record RotateWebhookSecretInput(string WebhookEndpointId);

public sealed record RotateWebhookSecretPayload : Payload
{
    public WebhookEndpoint? WebhookEndpoint { get; init; }

    /// <summary>This once.</summary>
    public string? Secret { get; init; }
}

/// <summary>A new secret signs at once; for a day the one before signs as well.</summary>
public sealed class RotateWebhookSecret(Database database, LinkKey key, TimeProvider clock)
    : IMutation<RotateWebhookSecretInput, RotateWebhookSecretPayload>
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    public async Task<RotateWebhookSecretPayload> ExecuteAsync(
        RotateWebhookSecretInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        var found = await OwnWebhooks.FindAsync(db, input.WebhookEndpointId, cancellation);
        if (!found.TryGet(out var endpoint, out var refusals))
        {
            return new RotateWebhookSecretPayload { Errors = refusals };
        }

        var now = clock.GetUtcNow();
        endpoint.RotateSecret(Overlap, now);
        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new RotateWebhookSecretPayload { WebhookEndpoint = endpoint, Secret = endpoint.Secrets(key, now)[0].Text }
            : new RotateWebhookSecretPayload { Errors = [new ChangedMeanwhile()] };
    }
}
