namespace PartnerGraph.Worker.Dispatch;

/// <summary>How the outbox is worked on. The defaults suit one process beside a server.</summary>
public sealed record DispatchOptions
{
    /// <summary>Mails under way at once: one that is stuck leaves the others' lanes free.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>How long a claim holds. It is renewed while its mail is under way, so this is what a crash costs.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait without looking, for signals that got lost.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(15);
}
