using System.Collections.Frozen;
using System.Text.Json;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

/// <summary>
/// Executes an endpoint's selection on one event, with the roles that its creator has at this moment and never more than an API token for events
/// could see. The selection is checked against the schema again: what no longer fits is told, not sent.
/// </summary>
public sealed class WebhookRenderer(Database database, RequestExecutor executor, IServiceProvider services)
{
    private static readonly Tenant Everyone = Tenant.Everyone("The creator's membership tells the rights.");

    private static readonly FrozenSet<ApiScope> Scopes = FrozenSet.Create(ApiScope.Read, ApiScope.Events);

    public async Task<RenderedWebhook> RenderAsync(
        WebhookEndpoint endpoint,
        StoredEvent stored,
        CancellationToken cancellationToken
    )
    {
        if (await CallerAsync(endpoint, cancellationToken) is not { } caller)
        {
            return new RenderedWebhook.CreatorGone();
        }

        var request = new GraphQLRequest { Query = endpoint.Selection ?? WebhookSelection.Default };
        var state = new RequestState(caller, caller.Language) { Delivered = stored };
        switch (await executor.ExecuteAsync(request, state, services, cancellationToken))
        {
            case EventStream stream:
                return await FirstAsync(stream, cancellationToken);
            case SingleResult refused:
                using (refused)
                {
                    return Refused(refused);
                }
            default:
                throw new InvalidOperationException("A selection is answered by a stream or by errors.");
        }
    }

    private static async Task<RenderedWebhook> FirstAsync(EventStream stream, CancellationToken cancellationToken)
    {
        await foreach (var response in stream.Responses.WithCancellation(cancellationToken))
        {
            using (response)
            {
                return Data(response) is { } data ? new RenderedWebhook.Written(data) : Refused(response);
            }
        }

        return new RenderedWebhook.Refused("The roles of the endpoint's creator no longer give events of this kind.");
    }

    /// <summary>The value of the response's only field; null where it is null.</summary>
    private static byte[]? Data(SingleResult response)
    {
        using var json = JsonDocument.Parse(response.Json);
        if (!json.RootElement.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        var shown = data.EnumerateObject().First().Value;
        return shown.ValueKind is JsonValueKind.Object ? JsonSerializer.SerializeToUtf8Bytes(shown) : null;
    }

    private static RenderedWebhook.Refused Refused(SingleResult response) =>
        new(
            response.Errors.Count > 0
                ? $"The selection could not be executed: {response.Errors[0].Message}"
                : "The selection could not be executed."
        );

    private async Task<Caller?> CallerAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Everyone);
        var creator = await Memberships.InForceAsync(db, endpoint.CreatedBy, cancellationToken);
        return creator?.Organization == endpoint.OrganizationId
            ? creator.AsCaller(CallerKind.ApiToken, validUntil: null) with
            {
                Person = null,
                User = null,
                Scopes = Scopes,
            }
            : null;
    }
}
