using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Enrollments;

public sealed record RejectEnrollmentInput(string EnrollmentId, string Reason);

public sealed record RejectEnrollmentPayload : EnrollmentPayload;

/// <summary>The bad end (R28), with a reason; the MPN ID is free again, and a new enrollment may be started.</summary>
public sealed class RejectEnrollment(Database database, TimeProvider clock)
    : IMutation<RejectEnrollmentInput, RejectEnrollmentPayload>
{
    public async Task<RejectEnrollmentPayload> ExecuteAsync(
        RejectEnrollmentInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(ReviewedEnrollment.Everyone);
        var enrollment = await ReviewedEnrollment.FindAsync(db, input.EnrollmentId, cancellation);
        if (enrollment is null)
            return Answers.Refused<RejectEnrollmentPayload>(new NotFound().At("enrollmentId"));
        var organization = await db.Organizations.SingleAsync(row => row.Id == enrollment.OrganizationId, cancellation);

        var rejected = enrollment.Reject(request.SignedIn.Actor, input.Reason, organization, clock.GetUtcNow());
        if (!rejected.IsDone)
            return Answers.Refused<RejectEnrollmentPayload>(rejected.Refusals);

        return Answers.Saved<RejectEnrollmentPayload>(await db.SaveInRaceAsync(cancellation), enrollment);
    }
}
