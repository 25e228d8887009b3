using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>R23: the primary contact is to be mailed the link of this generation.</summary>
public sealed record EnrollmentVerificationRequested(
    EnrollmentId EnrollmentId,
    OrganizationId OrganizationId,
    int Generation,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.EnrollmentVerificationRequested, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.EnrollmentId, EnrollmentId.Value)
            .Add(FactNames.OrganizationId, OrganizationId.Value)
            .Add(FactNames.Generation, Generation)
            .Done();

    public override bool AsksForMail => true;
}

/// <summary>R27, R28.</summary>
/// <param name="HasContact">A draft may be withdrawn before anybody is named whom a mail could reach.</param>
public sealed record EnrollmentStatusChanged(
    EnrollmentId EnrollmentId,
    OrganizationId OrganizationId,
    EnrollmentStatus From,
    EnrollmentStatus To,
    bool HasContact,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.EnrollmentStatusChanged, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns => [OrganizationId];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.EnrollmentId, EnrollmentId.Value)
            .Add(FactNames.OrganizationId, OrganizationId.Value)
            .Add(FactNames.From, From)
            .Add(FactNames.To, To)
            .Done();

    /// <summary>Where an address waits for its proof, the mail with the link is the one that tells so.</summary>
    public override bool AsksForMail => HasContact && To is not EnrollmentStatus.AwaitingEmailVerification;
}
