using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Graph.Enrollments;

internal static class PresentProfile
{
    /// <summary>The chosen membership profile as the registry has it now; null where none was chosen, or it is no longer there.</summary>
    public static async Task<MembershipProfile?> OfAsync(
        IMembershipRegistry registry,
        Enrollment enrollment,
        CancellationToken cancellation
    ) => enrollment.MembershipProfile is { } chosen ? await registry.FindAsync(chosen.MpnId, cancellation) : null;
}
