using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;

namespace PartnerGraph.Domain.Webhooks;

public enum WebhookEndpointStatus
{
    Active,

    /// <summary>Stopped by a person, or because its creator is gone: it may go on.</summary>
    Paused,

    /// <summary>Stopped by the program, because nobody answers there.</summary>
    Disabled,
}

/// <summary>Why an endpoint is not active.</summary>
public enum WebhookStopReason
{
    ByUser,

    /// <summary>Its creator, with whose roles events were read, is no longer an active user.</summary>
    CreatorGone,

    /// <summary>The receiver answered 410.</summary>
    Gone,

    /// <summary>No delivery came through for too long.</summary>
    Failing,
}

/// <summary>Where an organization is told of its events by signed requests (R84), which kinds, and what of them.</summary>
public sealed class WebhookEndpoint : EventSource
{
    public const int MostOfOrganization = 20;
    public const int SelectionLength = 20_000;

    private WebhookEndpoint() { }

    public WebhookEndpoint(
        WebhookEndpointId id,
        OrganizationId organization,
        UserId createdBy,
        WebhookTarget target,
        long position,
        DateTimeOffset now
    )
    {
        Id = id;
        OrganizationId = organization;
        CreatedBy = createdBy;
        Position = position;
        CreatedAt = now;
        SecretGeneration = 1;
        Aim(target);
    }

    public WebhookEndpointId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }

    /// <summary>Events are read with this user's roles of the moment.</summary>
    public UserId CreatedBy { get; private set; }
    public string Url { get; private set; } = "";
    public string? Description { get; private set; }

    /// <summary>Stable event names; none: all.</summary>
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    /// <summary>The GraphQL document that says what is sent; null: what every event has.</summary>
    public string? Selection { get; private set; }
    public WebhookEndpointStatus Status { get; private set; }
    public WebhookStopReason? StopReason { get; private set; }
    public int SecretGeneration { get; private set; }

    /// <summary>Until then the secret before signs as well.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; private set; }

    /// <summary>Up to here events have become deliveries.</summary>
    public long Position { get; private set; }

    /// <summary>Since when nothing has come through; null while all is well.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When its end was announced.</summary>
    public DateTimeOffset? WarnedAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>What is signed with at this moment, the newest first.</summary>
    public IReadOnlyList<WebhookSecret> Secrets(LinkKey key, DateTimeOffset now) =>
        now < PreviousSecretUntil
            ? [WebhookSecret.Of(key, Id, SecretGeneration), WebhookSecret.Of(key, Id, SecretGeneration - 1)]
            : [WebhookSecret.Of(key, Id, SecretGeneration)];

    public void Aim(WebhookTarget target) =>
        (Url, Description, Kinds, Selection) = (target.Url, target.Description, target.Kinds, target.Selection);

    /// <summary>A new secret at once; the one before stays good for the overlap, so that the receiver can change over without a gap.</summary>
    public void RotateSecret(TimeSpan overlap, DateTimeOffset now)
    {
        SecretGeneration++;
        PreviousSecretUntil = now + overlap;
    }

    /// <summary>Goes on where it stopped: what happened meanwhile is delivered. Whoever lets it go on lends it the roles.</summary>
    public void Resume(UserId by)
    {
        if (Status is WebhookEndpointStatus.Active)
        {
            return;
        }

        CreatedBy = by;
        (Status, StopReason, FailingSince, WarnedAt) = (WebhookEndpointStatus.Active, null, null, null);
    }

    public void Pause() => Stop(WebhookEndpointStatus.Paused, WebhookStopReason.ByUser);

    /// <summary>What happened after this position is delivered again.</summary>
    public void Replay(long after) => Position = Math.Min(Position, after);

    /// <summary>Tells that it will be disabled, once.</summary>
    public void Warn(DateTimeOffset disabledAt, DateTimeOffset now)
    {
        if (Status is not WebhookEndpointStatus.Active || WarnedAt is not null)
        {
            return;
        }

        WarnedAt = now;
        Raise(new WebhookFailing(Id, OrganizationId, disabledAt, now));
    }

    /// <summary>The program stops it and tells so by mail.</summary>
    public void StopFor(WebhookStopReason reason, DateTimeOffset now)
    {
        if (Status is not WebhookEndpointStatus.Active)
        {
            return;
        }

        var status =
            reason is WebhookStopReason.CreatorGone ? WebhookEndpointStatus.Paused : WebhookEndpointStatus.Disabled;
        Stop(status, reason);
        Raise(new WebhookStopped(Id, OrganizationId, reason, now));
    }

    private void Stop(WebhookEndpointStatus status, WebhookStopReason reason)
    {
        if (Status is WebhookEndpointStatus.Active)
        {
            (Status, StopReason) = (status, reason);
        }
    }
}

/// <summary>Where to, what for, and what is said: as far as its owner says it.</summary>
public sealed record WebhookTarget(string Url, string? Description, IReadOnlyList<string> Kinds, string? Selection);
