using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.SupportTickets;

/// <summary>What a partner's global admin wants of the program itself (R43).</summary>
public sealed class SupportTicket : SupportCase
{
    private SupportTicket() { }

    public SupportTicketId Id { get; private set; }

    /// <summary>The partner's.</summary>
    public OrganizationId OrganizationId { get; private set; }

    public static Outcome<SupportTicket> Open(
        SupportTicketId id,
        OrganizationId partner,
        string? title,
        CaseText description,
        CaseVoice voice,
        DateTimeOffset now
    )
    {
        if (RefuseOpening(title, description) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<SupportTicket>(refusals);
        }

        var ticket = new SupportTicket { Id = id, OrganizationId = partner };
        ticket.Open(title!, voice, description, now);
        return ticket;
    }

    private protected override DomainEvent Changed(SupportStep step, CaseStatus to, int? message, DateTimeOffset now) =>
        new SupportTicketChanged(Id, OrganizationId, step, to, message, now);
}

/// <summary>Read by the partner; the program sees all tickets in its list.</summary>
/// <param name="Message">The number of the message that came with it.</param>
public sealed record SupportTicketChanged(
    SupportTicketId SupportTicketId,
    OrganizationId OrganizationId,
    SupportStep Step,
    CaseStatus To,
    int? Message,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.SupportTicketChanged, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.SupportTicketId, SupportTicketId.Value)
            .Add(FactNames.OrganizationId, OrganizationId.Value)
            .Add(FactNames.Kind, Step)
            .Add(FactNames.To, To)
            .Add(FactNames.Message, Message)
            .Done();
}
