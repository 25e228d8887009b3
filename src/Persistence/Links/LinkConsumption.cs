using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Links;

/// <summary>
/// Saves what came of a link whose secret works once. One conditional update takes the row before anything else is written: of all
/// who answer at the same moment it changes one row for one of them and none for the others.
/// </summary>
public static class LinkConsumption
{
    /// <summary>
    /// False where somebody else has answered, revoked or renewed the invitation since it was read, or made at this moment what it would
    /// make: nothing is then saved, and the context and its transaction are good for nothing more.
    /// </summary>
    public static Task<bool> SaveAnsweredAsync(
        PartnerGraphDb db,
        Invitation invitation,
        CancellationToken cancellationToken
    )
    {
        var hash = invitation.SecretHash;
        return SaveAsync(
            db,
            invitation,
            row =>
                row.Id == invitation.Id
                && row.SecretHash == hash
                && (
                    row.Status == InvitationStatus.Draft
                    || row.Status == InvitationStatus.Queued
                    || row.Status == InvitationStatus.Sent
                    || row.Status == InvitationStatus.Viewed
                ),
            cancellationToken
        );
    }

    public static Task<bool> SaveVerifiedAsync(
        PartnerGraphDb db,
        Enrollment enrollment,
        CancellationToken cancellationToken
    )
    {
        var hash = enrollment.LinkSecretHash;
        return SaveAsync(
            db,
            enrollment,
            row =>
                row.Id == enrollment.Id
                && row.LinkSecretHash == hash
                && row.LinkUsedAt == null
                && row.Status == EnrollmentStatus.AwaitingEmailVerification,
            cancellationToken
        );
    }

    public static Task<bool> SaveUsedAsync(PartnerGraphDb db, PersonLink link, CancellationToken cancellationToken)
    {
        var hash = link.SecretHash;
        return SaveAsync(
            db,
            link,
            row => row.Id == link.Id && row.SecretHash == hash && row.UsedAt == null,
            cancellationToken
        );
    }

    private static async Task<bool> SaveAsync<TRow>(
        PartnerGraphDb db,
        TRow row,
        Expression<Func<TRow, bool>> unused,
        CancellationToken cancellationToken
    )
        where TRow : class
    {
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        // Whoever holds the row from here on is the one. What else happened to it since it was read, for example that its mail has
        // left, is no conflict. The version only ever rises: set back to the one that was read, it would come to a number that
        // somebody else has read meanwhile, whose change would then go over the answer.
        var taken = await db.Set<TRow>()
            .Where(unused)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        one => EF.Property<int>(one, ModelConventions.Version),
                        one => EF.Property<int>(one, ModelConventions.Version) + 1
                    ),
                cancellationToken
            );
        if (taken != 1)
        {
            return false;
        }
        db.Entry(row).Property(ModelConventions.Version).OriginalValue = await db.Set<TRow>()
            .AsNoTracking()
            .Where(unused)
            .Select(one => EF.Property<int>(one, ModelConventions.Version))
            .SingleAsync(cancellationToken);
        // Two links may lead to the same thing, such as two invitations of one partner: who comes second is told so.
        if (await db.SaveInRaceAsync(cancellationToken) is not SaveResult.Saved)
        {
            return false;
        }
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }
        return true;
    }
}
