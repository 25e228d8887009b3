using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record UpdateEnrollmentInput(
    string? LegalName,
    Address? Address,
    Contact? PrimaryContact,
    SupportContact? SupportContact,
    int? Version = null
);

public sealed record UpdateEnrollmentPayload : EnrollmentPayload;

/// <summary>R8, R19 to R22: fills the draft step by step; what is left out stays.</summary>
public sealed class UpdateEnrollment(
    Database database,
    WebMailDomains webMail,
    LinkKey key,
    LinkPolicy policy,
    TimeProvider clock
) : IMutation<UpdateEnrollmentInput, UpdateEnrollmentPayload>
{
    public async Task<UpdateEnrollmentPayload> ExecuteAsync(
        UpdateEnrollmentInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var own = request.SignedIn.Organization;
        await using var db = database.Open(Tenant.Of(own));
        var enrollment = await EnrollmentQueries.FindNewestAsync(db, own, cancellation);
        if (enrollment is null)
            return Answers.Refused<UpdateEnrollmentPayload>(new NotFound());

        if (ExpectedVersion.Refuse(db, enrollment, input.Version) is { } outdated)
            return new UpdateEnrollmentPayload { EnrollmentId = enrollment.Id, Errors = [outdated] };

        var changes = new EnrollmentChanges(input.LegalName, input.Address, input.PrimaryContact, input.SupportContact);
        var now = clock.GetUtcNow();
        var updated = enrollment.Update(changes, webMail, key, policy, now);
        if (!updated.IsDone)
            return Answers.Refused<UpdateEnrollmentPayload>(updated.Refusals);

        return await VerificationMails.SaveAsync<UpdateEnrollmentPayload>(db, enrollment, now, cancellation);
    }
}
