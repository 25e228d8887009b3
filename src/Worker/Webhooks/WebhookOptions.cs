namespace PartnerGraph.Worker.Webhooks;

/// <summary>How deliveries are worked on.</summary>
public sealed record WebhookOptions
{
    /// <summary>Development alone: http to this machine.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Deliveries under way at once. They mostly wait, so there are many.</summary>
    public int Lanes { get; init; } = 32;

    /// <summary>Of one endpoint at once.</summary>
    public int OfEndpoint { get; init; } = 4;

    /// <summary>From the connection to the end of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longer than a delivery can take: making the payload, and the time-out.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest wait without looking, for signals that got lost.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long nothing has come through when the owner is warned.</summary>
    public TimeSpan WarnAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>From the warning to the end.</summary>
    public TimeSpan DisableAfterWarning { get; init; } = TimeSpan.FromDays(2);
}
