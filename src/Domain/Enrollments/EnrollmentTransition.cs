using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>One recorded change of status: who, when and why (R26, R27).</summary>
/// <param name="Number">Counts from 1 within the enrollment.</param>
/// <param name="From">Null for the start.</param>
public sealed record EnrollmentTransition(
    int Number,
    EnrollmentStatus? From,
    EnrollmentStatus To,
    DateTimeOffset At,
    string By,
    UserId? ByUserId,
    string? Reason
);
