using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

public sealed record UpdateWebhookEndpointInput(
    string WebhookEndpointId,
    Uri? Url,
    Optional<IReadOnlyList<EventKind>?> Kinds,
    Optional<string?> Selection,
    Optional<string?> Description,
    bool? Active
);

public sealed record UpdateWebhookEndpointPayload : Payload
{
    public WebhookEndpoint? WebhookEndpoint { get; init; }
}

/// <summary>What is not given stays. An endpoint that goes on delivers what happened while it was stopped, with the roles of whoever lets it go on.</summary>
public sealed class UpdateWebhookEndpoint(
    Database database,
    WebhookSelection selections,
    WebhookOptions options,
    WebhookSignal signal
) : IMutation<UpdateWebhookEndpointInput, UpdateWebhookEndpointPayload>
{
    public async Task<UpdateWebhookEndpointPayload> ExecuteAsync(
        UpdateWebhookEndpointInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        var found = await OwnWebhooks.FindAsync(db, input.WebhookEndpointId, cancellation);
        if (!found.TryGet(out var endpoint, out var refusals))
        {
            return new UpdateWebhookEndpointPayload { Errors = refusals };
        }

        var given = new WebhookTarget(
            input.Url?.AbsoluteUri ?? endpoint.Url,
            input.Description.IsGiven ? input.Description.Value : endpoint.Description,
            input.Kinds.IsGiven ? WebhookTargets.Names(input.Kinds.Value) : endpoint.Kinds,
            input.Selection.IsGiven ? input.Selection.Value : endpoint.Selection
        );
        if (!WebhookTargets.Read(given, options, selections, request).TryGet(out var target, out refusals))
        {
            return new UpdateWebhookEndpointPayload { Errors = refusals };
        }

        endpoint.Aim(target);
        switch (input.Active)
        {
            case true:
                endpoint.Resume(request.SignedIn.User!.Value);
                break;
            case false:
                endpoint.Pause();
                break;
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new UpdateWebhookEndpointPayload { Errors = [new ChangedMeanwhile()] };
        }

        signal.Ring();
        return new UpdateWebhookEndpointPayload { WebhookEndpoint = endpoint };
    }
}
