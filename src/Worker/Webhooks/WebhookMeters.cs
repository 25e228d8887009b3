using System.Diagnostics.Metrics;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>Counts attempts by how they ended.</summary>
public sealed class WebhookMeters
{
    private readonly Counter<long> _attempts;

    public WebhookMeters(IMeterFactory meters) =>
        _attempts = meters
            .Create(DeliveryMeters.MeterName)
            .CreateCounter<long>(
                "partnergraph.webhook.attempts",
                "{attempt}",
                "Attempts to deliver a webhook, by outcome."
            );

    /// <param name="outcome">succeeded, failed, given_up, refused (nothing was sent) or stale (another worker held it by then).</param>
    public void Attempt(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
