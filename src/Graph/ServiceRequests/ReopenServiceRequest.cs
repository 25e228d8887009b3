using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.ServiceRequests;

public sealed record ReopenServiceRequestInput(string ServiceRequestId, string Text, IReadOnlyList<Uri>? Attachments);

public sealed record ReopenServiceRequestPayload : Payload
{
    public ServiceRequestId? ServiceRequest { get; init; }
}

/// <summary>R43: it was not done after all.</summary>
public sealed class ReopenServiceRequest(Database database, TimeProvider clock)
    : IMutation<ReopenServiceRequestInput, ReopenServiceRequestPayload>
{
    public async Task<ReopenServiceRequestPayload> ExecuteAsync(
        ReopenServiceRequestInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var text = new CaseText(input.Text, input.Attachments ?? []);
        var outcome = await ServiceRequestChange.MakeAsync(
            database,
            request.SignedIn,
            input.ServiceRequestId,
            (asked, voice) => asked.Reopen(voice, text, clock.GetUtcNow()),
            cancellation
        );
        return outcome.Match(
            id => new ReopenServiceRequestPayload { ServiceRequest = id },
            refusals => new ReopenServiceRequestPayload { Errors = refusals }
        );
    }
}
