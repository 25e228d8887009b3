using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Enrollments;

public sealed record RequestEnrollmentActionInput(string EnrollmentId, string Reason);

public sealed record RequestEnrollmentActionPayload : EnrollmentPayload;

/// <summary>The operator wants something changed; the primary contact reads what.</summary>
public sealed class RequestEnrollmentAction(Database database, TimeProvider clock)
    : IMutation<RequestEnrollmentActionInput, RequestEnrollmentActionPayload>
{
    public async Task<RequestEnrollmentActionPayload> ExecuteAsync(
        RequestEnrollmentActionInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(ReviewedEnrollment.Everyone);
        var enrollment = await ReviewedEnrollment.FindAsync(db, input.EnrollmentId, cancellation);
        if (enrollment is null)
            return Answers.Refused<RequestEnrollmentActionPayload>(new NotFound().At("enrollmentId"));

        var asked = enrollment.RequestAction(request.SignedIn.Actor, input.Reason, clock.GetUtcNow());
        if (!asked.IsDone)
            return Answers.Refused<RequestEnrollmentActionPayload>(asked.Refusals);

        return Answers.Saved<RequestEnrollmentActionPayload>(await db.SaveInRaceAsync(cancellation), enrollment);
    }
}
