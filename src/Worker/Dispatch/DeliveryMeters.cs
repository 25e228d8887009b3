using System.Diagnostics.Metrics;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>Counts attempts by how they ended. "unknown" are the possible second copies.</summary>
public sealed class DeliveryMeters
{
    public const string MeterName = "PartnerGraph.Worker";

    private readonly Counter<long> _attempts;
    private readonly Counter<long> _stale;

    public DeliveryMeters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>(
            "partnergraph.mail.attempts",
            "{attempt}",
            "Attempts to deliver a mail, by outcome."
        );
        _stale = meter.CreateCounter<long>(
            "partnergraph.mail.stale_leases",
            "{lease}",
            "Results refused because another worker held the message."
        );
    }

    public void Attempt(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void StaleLease() => _stale.Add(1);
}
