using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Administration;

/// <summary>R72: those concerned learn what was asked for, what was decided, and when it ends. One for each kind.</summary>
public sealed class AdministrationMailWriter(Database database, LinkKey key, LinkAddress address, string kind)
    : NoticeMailWriter(database)
{
    public override string Kind => kind;

    private bool IsAsked => kind is EventNames.AdministrationRequested or EventNames.AdministrationExtensionRequested;

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
        OrganizationId? endedBy = facts.IdOrNull(FactNames.EndedById) is { } by ? new OrganizationId(by) : null;
        var id = new AdministrationGrantId(message.SubjectId);
        var grant = await db.AdministrationGrants.AsNoTracking().SingleAsync(one => one.Id == id, cancellationToken);
        var days = facts.Facts.TryGetValue(FactNames.Days, out var told)
            ? int.Parse(told, CultureInfo.InvariantCulture)
            : 0;
        // Extended, ended, or warned of more urgently, while the mail waited.
        if (Kind is EventNames.AdministrationExpiring && (!grant.IsActiveAt(db.Now) || grant.WarnedDays != days))
            return null;
        var names = await NamesAsync(db, [partner, customer, endedBy], cancellationToken);
        return new AdministrationNotice(
            names[partner],
            names[customer],
            days,
            grant.ExpiresAt,
            grant.Reason,
            endedBy is { } known ? names[known] : null
        )
        {
            Link = IsAsked && message.OrganizationId == customer ? grant.Link(key, address, db.Now) : null,
            LinkExpiresAt = grant.LinkExpiresAt ?? default,
        }.In(language, kind);
    }
}
