using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Graph.Enrollments;

public sealed record ApproveEnrollmentInput(string EnrollmentId, string? Reason);

public sealed record ApproveEnrollmentPayload : EnrollmentPayload;

/// <summary>The good end (R28): the organization is a partner, its enroller global admin and admin agent (R29 to R31).</summary>
public sealed class ApproveEnrollment(
    Database database,
    IMembershipRegistry registry,
    CustomerImporting imports,
    RecentCallers recent,
    TimeProvider clock
) : IMutation<ApproveEnrollmentInput, ApproveEnrollmentPayload>
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

        var profile = await PresentProfile.OfAsync(registry, enrollment, cancellation);
        if (enrollment.CheckMembership(profile, organization) is { IsDone: false } stale)
            return Answers.Refused<ApproveEnrollmentPayload>(stale.Refusals);

        var by = request.SignedIn.Actor;
        var approved = enrollment.Approve(by, input.Reason, organization, enroller, clock.GetUtcNow());
        if (!approved.IsDone)
            return Answers.Refused<ApproveEnrollmentPayload>(approved.Refusals);

        var saved = await SaveAsync(db, organization, cancellation);
        recent.Forget(enroller.PersonId);
        return Answers.Saved<ApproveEnrollmentPayload>(saved, enrollment);
    }

    /// <summary>With it the customers that the reseller has brought along are listed (R59).</summary>
    private async Task<SaveResult> SaveAsync(
        PartnerGraphDb db,
        Organization organization,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var saved = await db.SaveInRaceAsync(cancellation);
        if (saved is not SaveResult.Saved)
            return saved;
        if (!await imports.ListKeptAsync(db, organization.Id, cancellation))
            return SaveResult.ChangedMeanwhile;
        saved = await db.SaveInRaceAsync(cancellation);
        if (saved is SaveResult.Saved)
            await transaction.CommitAsync(cancellation);
        return saved;
    }
}
