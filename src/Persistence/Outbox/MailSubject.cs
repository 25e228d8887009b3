using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>What a mail is about, whose it is and where it goes.</summary>
internal sealed record MailSubject(string Type, Guid Id, OrganizationId Organization, string? Recipient)
{
    public const string PersonLink = "personLink";

    public static MailSubject Of(PartnerGraphDb db, EventSource source) =>
        source switch
        {
            PersonLink link => new(PersonLink, link.Id.Value, link.OrganizationId, AddressOf(db, link.PersonId)),
            _ => throw new InvalidOperationException(
                $"Nobody is known to whom a mail about {source.GetType().Name} goes."
            ),
        };

    private static string? AddressOf(PartnerGraphDb db, PersonId person) =>
        db.Users.Local.FirstOrDefault(user => user.PersonId == person)?.Email.Value;
}
