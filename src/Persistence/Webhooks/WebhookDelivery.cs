using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Webhooks;

public enum WebhookDeliveryStatus
{
    Pending,

    /// <summary>Tried in vain so far; it is tried again.</summary>
    Retrying,
    Succeeded,

    /// <summary>Given up; it can be redelivered.</summary>
    Failed,
}

/// <summary>One event on its way to one endpoint. The payload is made when it is sent: the row holds no content.</summary>
public sealed class WebhookDelivery
{
    public const string TestKind = "webhook.test";

    public WebhookDeliveryId Id { get; init; }

    public OrganizationId OrganizationId { get; init; }

    public WebhookEndpointId EndpointId { get; init; }

    /// <summary>Of the event in the organization's list; null for a test.</summary>
    public long? Position { get; init; }

    /// <summary>The event's id; every sending of it, also again and to another endpoint, names it in webhook-id.</summary>
    public Guid MessageId { get; init; }

    /// <summary>A stable event name, or <see cref="TestKind"/>.</summary>
    public required string Kind { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public WebhookDeliveryStatus Status { get; private set; }

    /// <summary>How often it was taken up since it was queued, or queued again.</summary>
    public int Attempts { get; private set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Raised by every claim: a worker that comes back late with an older one is refused.</summary>
    public int LeaseEpoch { get; private set; }

    /// <summary>For people: no address, no secret, no stack trace.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset? SucceededAt { get; private set; }

    public string WebhookId => "msg_" + MessageId.ToString("N");
}

/// <summary>What was sent once, and what was answered.</summary>
public sealed class WebhookAttempt
{
    public const int RequestLength = 16_384;
    public const int AnswerLength = 2_048;

    public Guid Id { get; init; }

    public OrganizationId OrganizationId { get; init; }

    public WebhookDeliveryId DeliveryId { get; init; }

    public DateTimeOffset At { get; init; }

    public int DurationMilliseconds { get; init; }

    /// <summary>The body, cut after <see cref="RequestLength"/>; null where nothing was sent.</summary>
    public string? Request { get; init; }

    /// <summary>The HTTP status; null where nobody answered.</summary>
    public int? Status { get; init; }

    /// <summary>The first 2 KB of the answer.</summary>
    public string? Answer { get; init; }

    public string? Error { get; init; }
}

/// <summary>A delivery that this worker alone may work on until the lease ends.</summary>
public sealed record WebhookClaim(WebhookDelivery Delivery, string Worker, int Epoch);
