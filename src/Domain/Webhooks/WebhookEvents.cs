using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Webhooks;

/// <summary>Nothing comes through; the owner is told beforehand when it will be disabled.</summary>
public sealed record WebhookFailing(
    WebhookEndpointId EndpointId,
    OrganizationId OrganizationId,
    DateTimeOffset DisabledAt,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.WebhookFailing, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.WebhookEndpointId, EndpointId.Value)
            .Add(FactNames.Days, (int)Math.Max(1, Math.Round((DisabledAt - OccurredAt).TotalDays)))
            .Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}

/// <summary>The program has stopped an endpoint.</summary>
public sealed record WebhookStopped(
    WebhookEndpointId EndpointId,
    OrganizationId OrganizationId,
    WebhookStopReason Reason,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.WebhookStopped, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet().Add(FactNames.WebhookEndpointId, EndpointId.Value).Add(FactNames.Reason, Reason).Done();

    public override IReadOnlyList<OrganizationId> TellsAdminsOf => Concerns;
}
