using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>What an enrollment still owes (R9, or R10 for an organization that was in the program before).</summary>
public static class EnrollmentSteps
{
    /// <param name="legalProfile">Null while any part of it is missing.</param>
    public static IReadOnlyList<EnrollmentStep> Missing(
        MembershipProfile? membershipProfile,
        bool alreadyInProgram,
        LegalProfile? legalProfile,
        SupportContact? supportContact
    )
    {
        List<EnrollmentStep> missing = [];
        if (membershipProfile is null && !alreadyInProgram)
        {
            missing.Add(EnrollmentStep.MembershipProfile);
        }

        if (legalProfile is null)
        {
            missing.Add(EnrollmentStep.LegalProfile);
        }

        if (supportContact is null)
        {
            missing.Add(EnrollmentStep.SupportContact);
        }

        return missing;
    }
}
