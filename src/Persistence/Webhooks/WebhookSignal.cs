using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Webhooks;

/// <summary>Tells the dispatcher of this process that a delivery was queued by hand; that of another one finds it when it looks.</summary>
public sealed class WebhookSignal
{
    private readonly Bell bell = new();

    /// <summary>Completes when something was queued. Take it before claiming; wait for it where nothing was claimed.</summary>
    public Task Next => bell.Next;

    public void Ring() => bell.Ring();
}
