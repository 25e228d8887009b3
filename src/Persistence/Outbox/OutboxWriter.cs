using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>Queues a mail for every event that asks for one, and one for each global admin of the organizations that an event tells.</summary>
internal static class OutboxWriter
{
    public static IReadOnlyList<OutboxMessage> Add(
        PartnerGraphDb db,
        IReadOnlyList<EventSource> sources,
        ILookup<OrganizationId, string> admins,
        DateTimeOffset now
    )
    {
        var messages = (
            from source in sources
            from happened in source.PendingEvents()
            from subject in SubjectsOf(db, source, happened, admins)
            select Message(subject, happened, now)
        ).ToList();
        db.Outbox.AddRange(messages);
        return messages;
    }

    private static IEnumerable<MailSubject> SubjectsOf(
        PartnerGraphDb db,
        EventSource source,
        DomainEvent happened,
        ILookup<OrganizationId, string> admins
    )
    {
        if (happened.AsksForMail)
        {
            yield return MailSubject.Of(db, source, happened);
        }

        foreach (var organization in happened.TellsAdminsOf)
        foreach (var recipient in admins[organization])
        {
            var (type, id) = MailSubject.About(source);
            yield return new MailSubject(type, id, organization, recipient);
        }
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
            CausedBy = subject.CausedBy,
            MessageId = $"{id:N}@partnergraph",
            CreatedAt = now,
        };
    }
}
