using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>What the stored selection makes of an event, read with the rights that the endpoint's creator has at this moment.</summary>
public delegate Task<RenderedWebhook> RenderWebhook(
    WebhookEndpoint endpoint,
    StoredEvent stored,
    CancellationToken cancellationToken
);

public abstract record RenderedWebhook
{
    private RenderedWebhook() { }

    /// <param name="Data">A JSON object.</param>
    public sealed record Written(ReadOnlyMemory<byte> Data) : RenderedWebhook;

    /// <param name="Reason">A sentence for the endpoint's owner.</param>
    public sealed record Refused(string Reason) : RenderedWebhook;

    /// <summary>Nobody's rights are left to read it with.</summary>
    public sealed record CreatorGone : RenderedWebhook;
}

/// <summary>The stable names of the events that can be told to anybody.</summary>
public sealed record ToldEvents(IReadOnlyCollection<string> Names);
