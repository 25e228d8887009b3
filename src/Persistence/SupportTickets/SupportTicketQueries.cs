using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.SupportTickets;

/// <summary>A ticket as it is read. Members that were not asked for have their default.</summary>
public sealed class SupportTicketRow
{
    public SupportTicketId Id { get; init; }
    public OrganizationId OrganizationId { get; init; }
    public string Title { get; init; } = "";
    public CaseStatus Status { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>A message of a case's thread as it is read.</summary>
public sealed record SupportMessageRow(
    Guid CaseId,
    int Number,
    SupportSide Side,
    string Author,
    string Text,
    IReadOnlyList<Uri> Attachments,
    DateTimeOffset At
);

public static class SupportTicketQueries
{
    public static PageOrder<SupportTicketRow> Newest { get; } = PageOrder<SupportTicketRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<SupportTicket, SupportTicketRow> Select = new(ticket => new SupportTicketRow
    {
        Id = ticket.Id,
        OrganizationId = ticket.OrganizationId,
        Title = ticket.Title,
        Status = ticket.Status,
        CreatedAt = ticket.CreatedAt,
        UpdatedAt = ticket.UpdatedAt,
        ClosedAt = ticket.ClosedAt,
    });

    public static async Task<IReadOnlyDictionary<SupportTicketId, SupportTicketRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<SupportTicketId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .SupportTickets.Where(ticket => ids.Contains(ticket.Id))
            .Select(Select.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    public static IQueryable<SupportTicket> Of(PartnerGraphDb db, CaseStatus? status) =>
        status is { } wanted ? db.SupportTickets.Where(ticket => ticket.Status == wanted) : db.SupportTickets;

    public static Task<PageSlice<SupportTicketRow>> PageAsync(
        IQueryable<SupportTicket> tickets,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => tickets.Select(Select.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    public static async Task<ILookup<Guid, SupportMessageRow>> MessagesAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<SupportTicketId> tickets,
        CancellationToken cancellationToken
    )
    {
        var messages = await db
            .SupportTickets.AsNoTracking()
            .Where(ticket => tickets.Contains(ticket.Id))
            .SelectMany(
                ticket => ticket.Messages,
                (ticket, message) =>
                    new SupportMessageRow(
                        ticket.Id.Value,
                        message.Number,
                        message.Side,
                        message.Author,
                        message.Text,
                        message.Attachments,
                        message.At
                    )
            )
            .ToListAsync(cancellationToken);
        return messages.OrderBy(message => message.Number).ToLookup(message => message.CaseId);
    }
}
