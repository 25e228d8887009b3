using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Invitations;

/// <summary>What the events of one invitation have in common: the inviter, and the provider of a joint one, read them (R84).</summary>
public abstract record InvitationEvent(
    string Name,
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    DateTimeOffset OccurredAt
) : DomainEvent(Name, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns =>
        IndirectProviderId is { } provider ? [InviterId, provider] : [InviterId];

    public override IReadOnlyDictionary<string, string> Facts => Common().Done();

    private protected FactSheet Common() =>
        new FactSheet()
            .Add(FactNames.InvitationId, InvitationId.Value)
            .Add(FactNames.Kind, Kind)
            .Add(FactNames.InviterId, InviterId.Value)
            .Add(FactNames.IndirectProviderId, IndirectProviderId?.Value);
}

/// <summary>The worker is to mail the link of this generation to a reseller (R46).</summary>
public sealed record PartnershipInvited(
    InvitationId InvitationId,
    OrganizationId InviterId,
    int Generation,
    DateTimeOffset OccurredAt
)
    : InvitationEvent(
        EventNames.PartnershipInvited,
        InvitationId,
        InvitationKind.Partnership,
        InviterId,
        null,
        OccurredAt
    )
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Generation, Generation).Done();

    public override bool AsksForMail => true;
}

/// <summary>The worker is to mail the link of this generation to a customer (R65, R70).</summary>
public sealed record CustomerInvited(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    int Generation,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.CustomerInvited, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Generation, Generation).Done();

    public override bool AsksForMail => true;
}

/// <summary>The link has left: by the system's mail, or by a person who mailed the draft. Each generation's, so again after a resend.</summary>
public sealed record InvitationSent(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationSent, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt);

public sealed record InvitationViewed(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationViewed, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt);

/// <summary>What integrators wait for (R84): a partnership or a customer came of it.</summary>
public sealed record InvitationAccepted(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    PartnershipId? PartnershipId,
    OrganizationId? CustomerId,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationAccepted, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.PartnershipId, PartnershipId?.Value).Add(FactNames.CustomerId, CustomerId?.Value).Done();
}

public sealed record InvitationDeclined(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationDeclined, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt);

public sealed record InvitationWasRevoked(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationRevoked, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt);

/// <summary>The inviter is told by mail where nobody answered a link that had arrived; what never arrived was told before.</summary>
public sealed record InvitationLapsed(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    bool Unanswered,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationExpired, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt)
{
    public override bool AsksForMail => Unanswered;
}

/// <summary>The mail with the link of this generation will not arrive; the inviter is told by mail.</summary>
public sealed record InvitationDeliveryFailed(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    int Generation,
    DeliveryFailure Failure,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationDeliveryFailed, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts =>
        Common().Add(FactNames.Generation, Generation).Add(FactNames.Failure, Failure).Done();

    public override bool AsksForMail => true;
}

/// <summary>The link of this generation lapses soon: the recipient gets it once more.</summary>
public sealed record InvitationReminded(
    InvitationId InvitationId,
    InvitationKind Kind,
    OrganizationId InviterId,
    OrganizationId? IndirectProviderId,
    int Generation,
    DateTimeOffset OccurredAt
) : InvitationEvent(EventNames.InvitationReminded, InvitationId, Kind, InviterId, IndirectProviderId, OccurredAt)
{
    public override IReadOnlyDictionary<string, string> Facts => Common().Add(FactNames.Generation, Generation).Done();

    public override bool AsksForMail => true;
}
