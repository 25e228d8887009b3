using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Links;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Organizations;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>
/// How often an organization may have verification links mailed, whichever of its enrollments asks and whoever is named as the contact: nobody
/// has proven yet that the contact wants to hear of it.
/// </summary>
internal static class VerificationMails
{
    public const int PerDay = 10;

    /// <summary>Saves a step of the enrollment, unless it asks for one mail too many.</summary>
    public static async Task<TPayload> SaveAsync<TPayload>(
        PartnerGraphDb db,
        Enrollment enrollment,
        DateTimeOffset now,
        CancellationToken cancellation
    )
        where TPayload : EnrollmentPayload, new()
    {
        if (!enrollment.PendingEvents().Any(happened => happened is EnrollmentVerificationRequested))
            return Answers.Saved<TPayload>(await db.SaveInRaceAsync(cancellation), enrollment);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Mails of one moment are counted one after the other.
        await OrganizationHold.TakeAsync(db, enrollment.OrganizationId, cancellation);
        var since = now - TimeSpan.FromDays(1);
        var asked = await EnrollmentQueries.VerificationsSinceAsync(db, enrollment.OrganizationId, since, cancellation);
        if (asked >= PerDay)
            return Answers.Refused<TPayload>(new LinkQuotaExceeded(PerDay));

        var saved = await db.SaveInRaceAsync(cancellation);
        if (saved is SaveResult.Saved)
            await transaction.CommitAsync(cancellation);
        return Answers.Saved<TPayload>(saved, enrollment);
    }
}
