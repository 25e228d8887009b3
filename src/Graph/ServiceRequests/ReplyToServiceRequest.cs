using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.ServiceRequests;

public sealed record ReplyToServiceRequestInput(string ServiceRequestId, string Text, IReadOnlyList<Uri>? Attachments);

public sealed record ReplyToServiceRequestPayload : Payload
{
    public ServiceRequestId? ServiceRequest { get; init; }
}

/// <summary>R43: a partner's agent, the customer or the program writes in a service request.</summary>
public sealed class ReplyToServiceRequest(Database database, TimeProvider clock)
    : IMutation<ReplyToServiceRequestInput, ReplyToServiceRequestPayload>
{
    public async Task<ReplyToServiceRequestPayload> ExecuteAsync(
        ReplyToServiceRequestInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var text = new CaseText(input.Text, input.Attachments ?? []);
        var outcome = await ServiceRequestChange.MakeAsync(
            database,
            request.SignedIn,
            input.ServiceRequestId,
            (asked, voice) => asked.Reply(voice, text, clock.GetUtcNow()),
            cancellation
        );
        return outcome.Match(
            id => new ReplyToServiceRequestPayload { ServiceRequest = id },
            refusals => new ReplyToServiceRequestPayload { Errors = refusals }
        );
    }
}
