using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.SupportTickets;

public sealed record OpenSupportTicketInput(string Title, string Description, IReadOnlyList<Uri>? Attachments);

public sealed record OpenSupportTicketPayload : Payload
{
    public SupportTicketId? SupportTicket { get; init; }
}

/// <summary>R43: a partner's global admin asks the program itself.</summary>
public sealed class OpenSupportTicket(Database database, TimeProvider clock)
    : IMutation<OpenSupportTicketInput, OpenSupportTicketPayload>
{
    public async Task<OpenSupportTicketPayload> ExecuteAsync(
        OpenSupportTicketInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var now = clock.GetUtcNow();
        var outcome = SupportTicket.Open(
            new SupportTicketId(Guid.CreateVersion7(now)),
            caller.Organization,
            input.Title,
            new CaseText(input.Description, input.Attachments ?? []),
            // The program has its list; nobody else follows a ticket that is new.
            new CaseVoice(SupportSide.Partner, caller.Actor, []),
            now
        );
        if (!outcome.TryGet(out var ticket, out var refusals))
        {
            return new OpenSupportTicketPayload { Errors = refusals };
        }

        await using var db = database.Open(Tenant.Of(caller.Organization));
        db.SupportTickets.Add(ticket);
        await db.SaveChangesAsync(cancellation);
        return new OpenSupportTicketPayload { SupportTicket = ticket.Id };
    }
}
