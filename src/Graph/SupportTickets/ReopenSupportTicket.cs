using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.SupportTickets;

public sealed record ReopenSupportTicketInput(string SupportTicketId, string Text, IReadOnlyList<Uri>? Attachments);

public sealed record ReopenSupportTicketPayload : Payload
{
    public SupportTicketId? SupportTicket { get; init; }
}

/// <summary>R43: it was not done after all.</summary>
public sealed class ReopenSupportTicket(Database database, TimeProvider clock)
    : IMutation<ReopenSupportTicketInput, ReopenSupportTicketPayload>
{
    public async Task<ReopenSupportTicketPayload> ExecuteAsync(
        ReopenSupportTicketInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var text = new CaseText(input.Text, input.Attachments ?? []);
        var outcome = await SupportTicketChange.MakeAsync(
            database,
            request.SignedIn,
            input.SupportTicketId,
            (ticket, voice) => ticket.Reopen(voice, text, clock.GetUtcNow()),
            cancellation
        );
        return outcome.Match(
            id => new ReopenSupportTicketPayload { SupportTicket = id },
            refusals => new ReopenSupportTicketPayload { Errors = refusals }
        );
    }
}
