using System.Globalization;
using PartnerGraph.Domain.Events;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>The facts that an outbox row carries.</summary>
internal readonly record struct MailFacts(IReadOnlyDictionary<string, string> Facts)
{
    public static MailFacts Of(OutboxMessage message) => new(EventPayload.Read(message.Payload));

    /// <summary>Which generation of the link the mail was queued for.</summary>
    public int Generation => int.Parse(Text(FactNames.Generation), CultureInfo.InvariantCulture);

    public Guid Id(string name) => Guid.Parse(Text(name));

    public Guid? IdOrNull(string name) => Facts.TryGetValue(name, out var value) ? Guid.Parse(value) : null;

    public string Text(string name) =>
        Facts.TryGetValue(name, out var value)
            ? value
            : throw new InvalidOperationException($"The outbox row lacks the fact {name}.");
}
