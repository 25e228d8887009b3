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
    /// <summary>False where somebody else has answered, revoked or renewed the invitation since it was read: nothing is then saved.</summary>
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
        // Whoever holds the row from here on is the one. What else happened to it since it was read, for example that its mail
        // has left, is no conflict: so the version is set back to the one that was read.
        var version = (int)db.Entry(row).Property(ModelConventions.Version).OriginalValue!;
        var taken = await db.Set<TRow>()
            .Where(unused)
            .ExecuteUpdateAsync(
                set => set.SetProperty(one => EF.Property<int>(one, ModelConventions.Version), version),
                cancellationToken
            );
        if (taken != 1)
        {
            return false;
        }
        await db.SaveChangesAsync(cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }
        return true;
    }
}
