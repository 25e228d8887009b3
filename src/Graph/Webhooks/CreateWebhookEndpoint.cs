using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

public sealed record CreateWebhookEndpointInput(
    Uri Url,
    IReadOnlyList<EventKind>? Kinds,
    string? Selection,
    string? Description
);

public sealed record CreateWebhookEndpointPayload : Payload
{
    public WebhookEndpoint? WebhookEndpoint { get; init; }

    /// <summary>This once: it is derived again when it signs, and shown to nobody.</summary>
    public string? Secret { get; init; }
}

/// <summary>From now on the organization is told of its events there.</summary>
public sealed class CreateWebhookEndpoint(
    Database database,
    EventLog events,
    WebhookSelection selections,
    WebhookOptions options,
    LinkKey key,
    TimeProvider clock
) : IMutation<CreateWebhookEndpointInput, CreateWebhookEndpointPayload>
{
    public async Task<CreateWebhookEndpointPayload> ExecuteAsync(
        CreateWebhookEndpointInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var position = await events.LastPositionAsync(caller.Organization, cancellation);
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Endpoints of one moment are counted one after the other.
        await OrganizationHold.TakeAsync(db, caller.Organization, cancellation);
        var count = await db.WebhookEndpoints.CountAsync(cancellation);

        var given = new WebhookTarget(
            input.Url.AbsoluteUri,
            input.Description,
            WebhookTargets.Names(input.Kinds),
            input.Selection
        );
        if (!WebhookTargets.Read(given, options, selections, request).TryGet(out var target, out var refusals))
        {
            return new CreateWebhookEndpointPayload { Errors = refusals };
        }

        if (count >= WebhookEndpoint.MostOfOrganization)
        {
            return new CreateWebhookEndpointPayload
            {
                Errors = [new TooManyWebhookEndpoints(WebhookEndpoint.MostOfOrganization)],
            };
        }

        var now = clock.GetUtcNow();
        var endpoint = new WebhookEndpoint(
            new WebhookEndpointId(Guid.CreateVersion7(now)),
            caller.Organization,
            caller.User!.Value,
            target,
            position,
            now
        );
        db.WebhookEndpoints.Add(endpoint);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new CreateWebhookEndpointPayload
        {
            WebhookEndpoint = endpoint,
            Secret = endpoint.Secrets(key, now)[0].Text,
        };
    }
}
