using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>The answer of a step of the enrollment: which one it was; its fields are loaded as they are now.</summary>
public abstract record EnrollmentPayload : Payload
{
    public EnrollmentId? EnrollmentId { get; init; }
}

internal static class Answers
{
    /// <summary>Saved, or somebody was faster: two people at one enrollment at the same moment.</summary>
    public static TPayload Saved<TPayload>(SaveResult saved, Enrollment enrollment)
        where TPayload : EnrollmentPayload, new() =>
        saved is SaveResult.Saved
            ? new TPayload { EnrollmentId = enrollment.Id }
            : new TPayload { EnrollmentId = enrollment.Id, Errors = [new ChangedMeanwhile()] };

    public static TPayload Refused<TPayload>(params IReadOnlyList<Refusal> refusals)
        where TPayload : EnrollmentPayload, new() => new() { Errors = refusals };
}
