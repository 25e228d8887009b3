using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.SupportTickets;

public sealed record ReplyToSupportTicketInput(string SupportTicketId, string Text, IReadOnlyList<Uri>? Attachments);

public sealed record ReplyToSupportTicketPayload : Payload
{
    public SupportTicketId? SupportTicket { get; init; }
}

/// <summary>R43: the partner or the program writes in a ticket.</summary>
public sealed class ReplyToSupportTicket(Database database, TimeProvider clock)
    : IMutation<ReplyToSupportTicketInput, ReplyToSupportTicketPayload>
{
    public async Task<ReplyToSupportTicketPayload> ExecuteAsync(
        ReplyToSupportTicketInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var text = new CaseText(input.Text, input.Attachments ?? []);
        var outcome = await SupportTicketChange.MakeAsync(
            database,
            request.SignedIn,
            input.SupportTicketId,
            (ticket, voice) => ticket.Reply(voice, text, clock.GetUtcNow()),
            cancellation
        );
        return outcome.Match(
            id => new ReplyToSupportTicketPayload { SupportTicket = id },
            refusals => new ReplyToSupportTicketPayload { Errors = refusals }
        );
    }
}
