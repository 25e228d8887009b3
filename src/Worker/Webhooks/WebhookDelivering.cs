using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>One claimed delivery, from the event to what is written down about it.</summary>
public sealed partial class WebhookDelivering(
    Database database,
    WebhookQueue queue,
    WebhookSender sender,
    RenderWebhook render,
    LinkKey key,
    WebhookMeters meters,
    TimeProvider clock,
    ILogger<WebhookDelivering> log
)
{
    private static readonly Tenant AllTenants = Tenant.Everyone("A worker delivers the events of all organizations.");

    public async Task RunAsync(WebhookClaim claim, CancellationToken stop)
    {
        await using var db = database.Open(AllTenants);
        var endpoint = await db
            .WebhookEndpoints.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == claim.Delivery.EndpointId, stop);
        if (endpoint is not { Status: WebhookEndpointStatus.Active })
        {
            await queue.ReleaseAsync(claim, stop);
            return;
        }

        switch (await BodyAsync(db, endpoint, claim.Delivery, stop))
        {
            case RenderedWebhook.Written(var data):
                await SendAsync(claim, endpoint, data, stop);
                break;
            case RenderedWebhook.Refused(var reason):
                await FailAsync(claim, Attempt(claim, null, NothingSent(reason)), null);
                break;
            case RenderedWebhook.CreatorGone:
                await queue.ReleaseAsync(claim, stop);
                await StopAsync(endpoint.Id, WebhookStopReason.CreatorGone);
                break;
        }
    }

    /// <summary>The endpoint ends by the program's decision; its owners are mailed.</summary>
    public async Task StopAsync(WebhookEndpointId id, WebhookStopReason reason)
    {
        await using var db = database.Open(AllTenants);
        var endpoint = await db.WebhookEndpoints.SingleOrDefaultAsync(row => row.Id == id);
        endpoint?.StopFor(reason, clock.GetUtcNow());
        // Whoever was faster has stopped or changed it: then the next attempt decides again.
        await db.SaveInRaceAsync(CancellationToken.None);
        LogStopped(id.Value, reason);
    }

    private async Task SendAsync(
        WebhookClaim claim,
        WebhookEndpoint endpoint,
        ReadOnlyMemory<byte> body,
        CancellationToken stop
    )
    {
        var answer = await sender.SendAsync(
            new Uri(endpoint.Url),
            claim.Delivery.WebhookId,
            endpoint.Secrets(key, clock.GetUtcNow()),
            body,
            stop
        );
        var attempt = Attempt(claim, body, answer);
        if (answer.Error is null)
        {
            // What was sent is written down also when the worker is told to stop meanwhile.
            var written = await queue.SucceededAsync(claim, attempt, CancellationToken.None);
            meters.Attempt(written ? "succeeded" : "stale");
            LogAttempt(claim.Delivery.Id.Value, claim.Delivery.Attempts, answer.Status);
            return;
        }

        await FailAsync(claim, attempt, answer.RetryAfter);
        if (answer.Status is (int)HttpStatusCode.Gone)
        {
            await StopAsync(endpoint.Id, WebhookStopReason.Gone);
        }
    }

    private async Task FailAsync(WebhookClaim claim, WebhookAttempt attempt, TimeSpan? retryAfter)
    {
        // A test is for whoever waits for its result now.
        var delay = claim.Delivery.Position is null
            ? null
            : WebhookSchedule.Next(claim.Delivery.Attempts, retryAfter, Random.Shared.NextDouble());
        var written = await queue.FailedAsync(claim, attempt, delay, CancellationToken.None);
        meters.Attempt(
            !written ? "stale"
            : attempt.Request is null ? "refused"
            : delay is null ? "given_up"
            : "failed"
        );
        LogAttempt(claim.Delivery.Id.Value, claim.Delivery.Attempts, attempt.Status);
    }

    private WebhookAttempt Attempt(WebhookClaim claim, ReadOnlyMemory<byte>? body, WebhookAnswer answer)
    {
        var now = clock.GetUtcNow();
        return new WebhookAttempt
        {
            Id = Guid.CreateVersion7(now),
            OrganizationId = claim.Delivery.OrganizationId,
            DeliveryId = claim.Delivery.Id,
            At = now,
            DurationMilliseconds = (int)answer.Duration.TotalMilliseconds,
            Request = body is { } sent ? Cut(Encoding.UTF8.GetString(sent.Span)) : null,
            Status = answer.Status,
            Answer = answer.Answer,
            Error = answer.Error,
        };
    }

    private static string Cut(string text) =>
        text.Length <= WebhookAttempt.RequestLength ? text : text[..WebhookAttempt.RequestLength];

    private static WebhookAnswer NothingSent(string reason) =>
        new(null, null, null, reason.Length > 1000 ? reason[..1000] : reason, TimeSpan.Zero);

    private async Task<RenderedWebhook> BodyAsync(
        Persistence.PartnerGraphDb db,
        WebhookEndpoint endpoint,
        WebhookDelivery delivery,
        CancellationToken stop
    )
    {
        if (delivery.Position is not { } position)
        {
            return new RenderedWebhook.Written(Envelope(delivery.Kind, delivery.CreatedAt, "{}"u8));
        }

        var stored = await db
            .Events.AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.OrganizationId == delivery.OrganizationId && row.Position == position,
                stop
            );
        if (stored is null)
        {
            return new RenderedWebhook.Refused("The event is no longer kept.");
        }

        return await render(endpoint, stored, stop) switch
        {
            RenderedWebhook.Written(var data) => new RenderedWebhook.Written(
                Envelope(stored.Kind, stored.OccurredAt, data.Span)
            ),
            var other => other,
        };
    }

    /// <summary>The body that Standard Webhooks recommends: type, time and data.</summary>
    private static byte[] Envelope(string type, DateTimeOffset at, ReadOnlySpan<byte> data)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", at.UtcDateTime);
            json.WritePropertyName("data");
            json.WriteRawValue(data);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook delivery {Id}, attempt {Attempt}: {Status}")]
    private partial void LogAttempt(Guid id, int attempt, int? status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook endpoint {Id} was stopped: {Reason}")]
    private partial void LogStopped(Guid id, WebhookStopReason reason);
}
