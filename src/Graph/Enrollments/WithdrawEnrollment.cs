using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record WithdrawEnrollmentPayload : EnrollmentPayload;

/// <summary>The applicant takes it back; the MPN ID is free again.</summary>
public sealed class WithdrawEnrollment(Database database, TimeProvider clock)
    : IMutation<NoInput, WithdrawEnrollmentPayload>
{
    public async Task<WithdrawEnrollmentPayload> ExecuteAsync(
        NoInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var enrollment = await EnrollmentQueries.FindNewestAsync(db, caller.Organization, cancellation);
        if (enrollment is null)
            return Answers.Refused<WithdrawEnrollmentPayload>(new NotFound());
        var organization = await db.Organizations.SingleAsync(row => row.Id == caller.Organization, cancellation);

        var withdrawn = enrollment.Withdraw(caller.Actor, organization, clock.GetUtcNow());
        if (!withdrawn.IsDone)
            return Answers.Refused<WithdrawEnrollmentPayload>(withdrawn.Refusals);

        return Answers.Saved<WithdrawEnrollmentPayload>(await db.SaveInRaceAsync(cancellation), enrollment);
    }
}
