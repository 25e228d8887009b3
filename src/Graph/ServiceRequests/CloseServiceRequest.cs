using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.ServiceRequests;

public sealed record CloseServiceRequestInput(string ServiceRequestId, string? Text, IReadOnlyList<Uri>? Attachments);

public sealed record CloseServiceRequestPayload : Payload
{
    public ServiceRequestId? ServiceRequest { get; init; }
}

/// <summary>R43: by any of its sides, with or without a last word.</summary>
public sealed class CloseServiceRequest(Database database, TimeProvider clock)
    : IMutation<CloseServiceRequestInput, CloseServiceRequestPayload>
{
    public async Task<CloseServiceRequestPayload> ExecuteAsync(
        CloseServiceRequestInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var text =
            input.Text is null && input.Attachments is null ? null : new CaseText(input.Text, input.Attachments ?? []);
        var outcome = await ServiceRequestChange.MakeAsync(
            database,
            request.SignedIn,
            input.ServiceRequestId,
            (asked, voice) => asked.Close(voice, text, clock.GetUtcNow()),
            cancellation
        );
        return outcome.Match(
            id => new CloseServiceRequestPayload { ServiceRequest = id },
            refusals => new CloseServiceRequestPayload { Errors = refusals }
        );
    }
}
