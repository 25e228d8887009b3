namespace PartnerGraph.Domain.Enrollments;

public enum EnrollmentStatus
{
    Draft,
    AwaitingEmailVerification,
    InReview,
    ActionRequired,
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>What an enrollment needs before it can be submitted (R9).</summary>
public enum EnrollmentStep
{
    MembershipProfile,
    LegalProfile,
    SupportContact,
}

/// <summary>The whole state machine (decision under R27); every other change is an illegal transition.</summary>
public static class EnrollmentStates
{
    public static bool Allows(EnrollmentStatus from, EnrollmentStatus to) =>
        (from, to) switch
        {
            (EnrollmentStatus.Draft, EnrollmentStatus.AwaitingEmailVerification) => true,
            (EnrollmentStatus.AwaitingEmailVerification, EnrollmentStatus.InReview) => true,
            (
                EnrollmentStatus.InReview,
                EnrollmentStatus.ActionRequired
                    or EnrollmentStatus.Approved
                    or EnrollmentStatus.Rejected
            ) => true,
            (
                EnrollmentStatus.ActionRequired,
                EnrollmentStatus.InReview
                    or EnrollmentStatus.AwaitingEmailVerification
            ) => true,
            (_, EnrollmentStatus.Withdrawn) => !IsFinal(from),
            _ => false,
        };

    /// <summary>Nothing follows. After Rejected and Withdrawn a new enrollment may be started.</summary>
    public static bool IsFinal(EnrollmentStatus status) =>
        status is EnrollmentStatus.Approved or EnrollmentStatus.Rejected or EnrollmentStatus.Withdrawn;
}
