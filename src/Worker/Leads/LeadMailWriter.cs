using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Leads;

/// <summary>R43. Each step is told as it was, also where the next one has happened meanwhile.</summary>
public sealed class LeadMailWriter(Database database) : IMailWriter
{
    private static readonly Tenant BothSides = Tenant.Everyone("A lead is told to the other side's people.");

    public string Kind => EventNames.LeadChanged;

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var facts = MailFacts.Of(message);
        await using var db = database.Open(BothSides);
        var told = new UserId(Guid.Parse(facts.Text(FactNames.UserId)));
        var reader = await db.Users.AsNoTracking().SingleAsync(user => user.Id == told, cancellationToken);
        if (!reader.InForce)
            return new MailDraft.Obsolete("The reader is no longer a user of the organization.");

        var news = await NewsAsync(db, message, facts, cancellationToken);
        var notice = LeadNotices.Of(reader.Language, news);
        return new MailDraft.Written(
            new NoticeMail(reader.Language, reader.FullName, notice),
            reader.FullName,
            UsefulUntil: null
        );
    }

    public Task SentAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<LeadNews> NewsAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        MailFacts facts,
        CancellationToken cancellationToken
    )
    {
        var id = new LeadId(message.SubjectId);
        var lead = await db.Leads.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var status = Enum.GetValues<LeadStatus>().Single(one => SchemaName.Of(one) == facts.Text(FactNames.To));
        OrganizationId? reseller = facts.Facts.TryGetValue(FactNames.ResellerId, out var named)
            ? new OrganizationId(Guid.Parse(named))
            : null;
        var names = await db
            .Organizations.Where(row => row.Id == lead.ProviderId || row.Id == reseller)
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        var step = lead.History.Where(one => one.To == status).MaxBy(one => one.Number);
        return new LeadNews(
            status,
            lead.Company,
            names[lead.ProviderId],
            reseller is { } known ? names[known] : null,
            step?.Reason,
            lead.AnswerBy
        );
    }
}
