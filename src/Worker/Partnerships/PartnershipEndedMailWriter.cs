using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Partnerships;

/// <summary>Both sides learn that a partnership has ended, and who ended it.</summary>
public sealed class PartnershipEndedMailWriter(Database database) : NoticeMailWriter(database)
{
    public override string Kind => EventNames.PartnershipEnded;

    private protected override async Task<Notice?> SayAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var facts = MailFacts.Of(message);
        var provider = new OrganizationId(facts.Id(FactNames.ProviderId));
        var reseller = new OrganizationId(facts.Id(FactNames.ResellerId));
        var endedBy = new OrganizationId(facts.Id(FactNames.EndedById));
        var names = await NamesAsync(db, [provider, reseller], cancellationToken);
        return PartnershipNotices.Ended(language, names[provider], names[reseller], names[endedBy]);
    }
}

/// <summary>R53: both sides learn that the reseller has taken back the access to its account.</summary>
public sealed class PartnershipAdministrationRemovedMailWriter(Database database) : NoticeMailWriter(database)
{
    public override string Kind => EventNames.PartnershipAdministrationRemoved;

    private protected override async Task<Notice?> SayAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var facts = MailFacts.Of(message);
        var provider = new OrganizationId(facts.Id(FactNames.ProviderId));
        var reseller = new OrganizationId(facts.Id(FactNames.ResellerId));
        var names = await NamesAsync(db, [provider, reseller], cancellationToken);
        return PartnershipNotices.AdministrationRemoved(language, names[provider], names[reseller]);
    }
}
