using PartnerGraph.Domain.Events;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>Queues a mail for every event that asks for one.</summary>
internal static class OutboxWriter
{
    public static IReadOnlyList<OutboxMessage> Add(
        PartnerGraphDb db,
        IReadOnlyList<EventSource> sources,
        DateTimeOffset now
    )
    {
        var messages = (
            from source in sources
            from happened in source.PendingEvents()
            where happened.AsksForMail
            select Message(MailSubject.Of(db, source), happened, now)
        ).ToList();
        db.Outbox.AddRange(messages);
        return messages;
    }

    private static OutboxMessage Message(MailSubject subject, DomainEvent happened, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new OutboxMessage
        {
            Id = id,
            OrganizationId = subject.Organization,
            Kind = happened.Name,
            Version = happened.Version,
            Payload = EventPayload.Write(happened.Facts),
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            Recipient = subject.Recipient,
            MessageId = $"{id:N}@partnergraph",
            CreatedAt = now,
        };
    }
}
