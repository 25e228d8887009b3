using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Leads;

/// <summary>A lead as it is read. Members that were not asked for have their default.</summary>
public sealed class LeadRow
{
    public LeadId Id { get; init; }
    public CustomerSource Source { get; init; }
    public OrganizationId EnteredById { get; init; }
    public OrganizationId ProviderId { get; init; }
    public OrganizationId? ResellerId { get; init; }
    public string Company { get; init; } = "";
    public CountryCode Country { get; init; } = null!;
    public string ContactName { get; init; } = "";
    public EmailAddress ContactEmail { get; init; } = null!;
    public string? Need { get; init; }
    public LeadStatus Status { get; init; }
    public DateTimeOffset? AssignedAt { get; init; }
    public DateTimeOffset? AnswerBy { get; init; }
    public InvitationId? InvitationId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

public sealed record LeadTransitionRow(
    LeadId LeadId,
    int Number,
    LeadStatus? From,
    LeadStatus To,
    DateTimeOffset At,
    string By,
    OrganizationId? ResellerId,
    string? Reason
);

public static class LeadQueries
{
    public static PageOrder<LeadRow> Newest { get; } = PageOrder<LeadRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<Lead, LeadRow> Select = new(lead => new LeadRow
    {
        Id = lead.Id,
        Source = lead.Source,
        EnteredById = lead.EnteredById,
        ProviderId = lead.ProviderId,
        ResellerId = lead.ResellerId,
        Company = lead.Company,
        Country = lead.Country,
        ContactName = lead.ContactName,
        ContactEmail = lead.ContactEmail,
        Need = lead.Need,
        Status = lead.Status,
        AssignedAt = lead.AssignedAt,
        AnswerBy = lead.AnswerBy,
        InvitationId = lead.InvitationId,
        CreatedAt = lead.CreatedAt,
        UpdatedAt = lead.UpdatedAt,
    });

    public static async Task<IReadOnlyDictionary<LeadId, LeadRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<LeadId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Leads.Where(lead => ids.Contains(lead.Id))
            .Select(Select.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The leads that the tenant sees, of one status where one is given: a clock that ran out counts before it is noted.</summary>
    public static IQueryable<Lead> Of(PartnerGraphDb db, LeadStatus? status, DateTimeOffset now) =>
        status switch
        {
            null => db.Leads,
            LeadStatus.Assigned => db.Leads.Where(lead => lead.Status == LeadStatus.Assigned && lead.AnswerBy > now),
            LeadStatus.Expired => db.Leads.Where(lead =>
                lead.Status == LeadStatus.Expired || (lead.Status == LeadStatus.Assigned && lead.AnswerBy <= now)
            ),
            _ => db.Leads.Where(lead => lead.Status == status),
        };

    public static Task<PageSlice<LeadRow>> PageAsync(
        IQueryable<Lead> leads,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => leads.Select(Select.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    public static async Task<ILookup<LeadId, LeadTransitionRow>> HistoryAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<LeadId> leads,
        CancellationToken cancellationToken
    )
    {
        var steps = await db
            .Leads.AsNoTracking()
            .Where(lead => leads.Contains(lead.Id))
            .SelectMany(
                lead => lead.History,
                (lead, step) =>
                    new LeadTransitionRow(
                        lead.Id,
                        step.Number,
                        step.From,
                        step.To,
                        step.At,
                        step.By,
                        step.ResellerId,
                        step.Reason
                    )
            )
            .ToListAsync(cancellationToken);
        return steps.OrderBy(step => step.Number).ToLookup(step => step.LeadId);
    }
}
