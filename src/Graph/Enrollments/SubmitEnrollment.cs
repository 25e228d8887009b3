using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record SubmitEnrollmentPayload : EnrollmentPayload;

/// <summary>"Enroll now" (R20). The primary contact is mailed a link (R23); nothing goes on before it is used (R24).</summary>
public sealed class SubmitEnrollment(
    Database database,
    IMembershipRegistry registry,
    WebMailDomains webMail,
    LinkKey key,
    LinkPolicy policy,
    TimeProvider clock
) : IMutation<NoInput, SubmitEnrollmentPayload>
{
    public async Task<SubmitEnrollmentPayload> ExecuteAsync(
        NoInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var enrollment = await EnrollmentQueries.FindNewestAsync(db, caller.Organization, cancellation);
        if (enrollment is null)
            return Answers.Refused<SubmitEnrollmentPayload>(new NotFound());

        var organization = await db.Organizations.SingleAsync(row => row.Id == caller.Organization, cancellation);
        var profile = await PresentProfile.OfAsync(registry, enrollment, cancellation);
        if (enrollment.CheckMembership(profile, organization) is { IsDone: false } stale)
            return Answers.Refused<SubmitEnrollmentPayload>(stale.Refusals);

        var now = clock.GetUtcNow();
        var submitted = enrollment.Submit(caller.Actor, webMail, key, policy, now);
        if (!submitted.IsDone)
            return Answers.Refused<SubmitEnrollmentPayload>(submitted.Refusals);

        return await VerificationMails.SaveAsync<SubmitEnrollmentPayload>(db, enrollment, now, cancellation);
    }
}
