using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>What the operator's three answers to an enrollment have in common.</summary>
internal static class ReviewedEnrollment
{
    public static readonly Tenant Everyone = Tenant.Everyone("The operator reviews every organization's enrollment.");

    /// <summary>Null for what is no id of an enrollment and for one that nothing has.</summary>
    public static async Task<Enrollment?> FindAsync(PartnerGraphDb db, string id, CancellationToken cancellation)
    {
        if (GlobalId.Read(NodeKind.Enrollment, id) is not { } known)
            return null;
        var enrollment = new EnrollmentId(known);
        return await db.Enrollments.SingleOrDefaultAsync(row => row.Id == enrollment, cancellation);
    }
}
