using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Customers;

/// <summary>Partner and customer learn that their relationship has ended, and who ended it.</summary>
public sealed class CustomerAccessEndedMailWriter(Database database) : NoticeMailWriter(database)
{
    public override string Kind => EventNames.CustomerAccessEnded;

    private protected override async Task<Notice?> SayAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var facts = MailFacts.Of(message);
        var partner = new OrganizationId(facts.Id(FactNames.OrganizationId));
        var customer = new OrganizationId(facts.Id(FactNames.CustomerId));
        var endedBy = new OrganizationId(facts.Id(FactNames.EndedById));
        OrganizationId? reseller = facts.IdOrNull(FactNames.ResellerId) is { } via ? new OrganizationId(via) : null;
        var kind = Enum.GetValues<RelationshipKind>().Single(one => SchemaName.Of(one) == facts.Text(FactNames.Kind));
        var names = await NamesAsync(db, [partner, customer, reseller, endedBy], cancellationToken);
        return new CustomerAccessEndedNotice(
            kind,
            names[partner],
            names[customer],
            reseller is { } known ? names[known] : null,
            names[endedBy]
        ).In(language);
    }
}
