using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Enrollments;

public sealed record ApproveEnrollmentInput(string EnrollmentId, string? Reason);

public sealed record ApproveEnrollmentPayload : EnrollmentPayload;

/// <summary>The good end (R28): the organization is a partner, its enroller global admin and admin agent (R29 to R31).</summary>
public sealed class ApproveEnrollment(Database database, RecentCallers recent, TimeProvider clock)
    : IMutation<ApproveEnrollmentInput, ApproveEnrollmentPayload>
{
    public async Task<ApproveEnrollmentPayload> ExecuteAsync(
        ApproveEnrollmentInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(ReviewedEnrollment.Everyone);
        var enrollment = await ReviewedEnrollment.FindAsync(db, input.EnrollmentId, cancellation);
        if (enrollment is null)
            return Answers.Refused<ApproveEnrollmentPayload>(new NotFound().At("enrollmentId"));
        var organization = await db.Organizations.SingleAsync(row => row.Id == enrollment.OrganizationId, cancellation);
        var enroller = await db.Users.SingleAsync(row => row.Id == enrollment.StartedBy, cancellation);

        var by = request.SignedIn.Actor;
        var approved = enrollment.Approve(by, input.Reason, organization, enroller, clock.GetUtcNow());
        if (!approved.IsDone)
            return Answers.Refused<ApproveEnrollmentPayload>(approved.Refusals);

        var saved = await db.SaveInRaceAsync(cancellation);
        recent.Forget(enroller.PersonId);
        return Answers.Saved<ApproveEnrollmentPayload>(saved, enrollment);
    }
}
