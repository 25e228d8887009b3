using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
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
            from message in MessagesOf(db, source, happened, admins, now)
            select message
        ).ToList();
        db.Outbox.AddRange(messages);
        return messages;
    }

    private static IEnumerable<OutboxMessage> MessagesOf(
        PartnerGraphDb db,
        EventSource source,
        DomainEvent happened,
        ILookup<OrganizationId, string> admins,
        DateTimeOffset now
    )
    {
        if (happened.AsksForMail)
        {
            foreach (var message in Asked(MailSubject.Of(db, source, happened), happened, now))
            {
                yield return message;
            }
        }

        foreach (var organization in happened.TellsAdminsOf)
        foreach (var recipient in admins[organization])
        {
            var (type, id) = MailSubject.About(source);
            yield return Message(new MailSubject(type, id, organization, recipient), happened, happened.Facts, now);
        }
    }

    /// <summary>One to each whom the event names; else one to whom its subject names.</summary>
    private static IEnumerable<OutboxMessage> Asked(MailSubject subject, DomainEvent happened, DateTimeOffset now) =>
        happened.Correspondents.Count == 0
            ? [Message(subject, happened, happened.Facts, now)]
            : happened.Correspondents.Select(one =>
                Message(subject with { Recipient = one.Email.Value }, happened, FactsFor(happened, one), now)
            );

    private static Dictionary<string, string> FactsFor(DomainEvent happened, Correspondent told) =>
        new(happened.Facts, StringComparer.Ordinal) { [FactNames.UserId] = told.User.Value.ToString("D") };

    private static OutboxMessage Message(
        MailSubject subject,
        DomainEvent happened,
        IReadOnlyDictionary<string, string> facts,
        DateTimeOffset now
    )
    {
        var id = Guid.CreateVersion7(now);
        return new OutboxMessage
        {
            Id = id,
            OrganizationId = subject.Organization,
            Kind = happened.Name,
            Version = happened.Version,
            Payload = EventPayload.Write(facts),
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            Recipient = subject.Recipient,
            CausedBy = subject.CausedBy,
            MessageId = $"{id:N}@partnergraph",
            CreatedAt = now,
        };
    }
}
