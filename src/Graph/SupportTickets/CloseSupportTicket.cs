using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.SupportTickets;

public sealed record CloseSupportTicketInput(string SupportTicketId, string? Text, IReadOnlyList<Uri>? Attachments);

public sealed record CloseSupportTicketPayload : Payload
{
    public SupportTicketId? SupportTicket { get; init; }
}

/// <summary>R43: by either side, with or without a last word.</summary>
public sealed class CloseSupportTicket(Database database, TimeProvider clock)
    : IMutation<CloseSupportTicketInput, CloseSupportTicketPayload>
{
    public async Task<CloseSupportTicketPayload> ExecuteAsync(
        CloseSupportTicketInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var text =
            input.Text is null && input.Attachments is null ? null : new CaseText(input.Text, input.Attachments ?? []);
        var outcome = await SupportTicketChange.MakeAsync(
            database,
            request.SignedIn,
            input.SupportTicketId,
            (ticket, voice) => ticket.Close(voice, text, clock.GetUtcNow()),
            cancellation
        );
        return outcome.Match(
            id => new CloseSupportTicketPayload { SupportTicket = id },
            refusals => new CloseSupportTicketPayload { Errors = refusals }
        );
    }
}
