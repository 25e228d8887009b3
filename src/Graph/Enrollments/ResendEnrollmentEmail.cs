using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record ResendEnrollmentEmailPayload : EnrollmentPayload;

/// <summary>A new link to the same address; the old one stops working (R82).</summary>
public sealed class ResendEnrollmentEmail(Database database, LinkKey key, LinkPolicy policy, TimeProvider clock)
    : IMutation<NoInput, ResendEnrollmentEmailPayload>
{
    public async Task<ResendEnrollmentEmailPayload> ExecuteAsync(
        NoInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var own = request.SignedIn.Organization;
        await using var db = database.Open(Tenant.Of(own));
        var enrollment = await EnrollmentQueries.FindNewestAsync(db, own, cancellation);
        if (enrollment is null)
            return Answers.Refused<ResendEnrollmentEmailPayload>(new NotFound());

        var now = clock.GetUtcNow();
        var resent = enrollment.ResendVerification(key, policy, now);
        if (!resent.IsDone)
            return Answers.Refused<ResendEnrollmentEmailPayload>(resent.Refusals);

        return await VerificationMails.SaveAsync<ResendEnrollmentEmailPayload>(db, enrollment, now, cancellation);
    }
}
