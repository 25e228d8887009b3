using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Users;

public static class PersonLinkQueries
{
    /// <summary>When the tenant last had the person mailed such a link; null for never.</summary>
    public static Task<DateTimeOffset?> LatestAsync(
        PartnerGraphDb db,
        PersonId person,
        LinkPurpose purpose,
        CancellationToken cancellationToken
    ) =>
        db
            .PersonLinks.Where(link => link.PersonId == person && link.Purpose == purpose)
            .OrderByDescending(link => link.CreatedAt)
            .Select(link => (DateTimeOffset?)link.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>How often the person was mailed such a link since then, on behalf of the tenant.</summary>
    public static Task<int> CountSinceAsync(
        PartnerGraphDb db,
        PersonId person,
        LinkPurpose purpose,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        db.PersonLinks.CountAsync(
            link => link.PersonId == person && link.Purpose == purpose && link.CreatedAt > since,
            cancellationToken
        );

    /// <summary>Whoever else asks for a link for this person waits until the transaction ends, and then counts this one.</summary>
    public static Task HoldPersonAsync(PartnerGraphDb db, PersonId person, CancellationToken cancellationToken) =>
        db
            .Accounts.Where(account => account.Id == person)
            .ExecuteUpdateAsync(
                set => set.SetProperty(account => account.ConcurrencyStamp, account => account.ConcurrencyStamp),
                cancellationToken
            );

    /// <summary>Links to a new password that were mailed before work no longer, and those not yet mailed stay at home.</summary>
    public static Task<int> EndPasswordResetsAsync(
        PartnerGraphDb db,
        PersonId person,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        EndAsync(
            db.PersonLinks.Where(link =>
                link.PersonId == person
                && (
                    link.Purpose == LinkPurpose.PasswordReset
                    || link.Purpose == LinkPurpose.PasswordRecovery
                    || link.Purpose == LinkPurpose.AccountSetUp
                )
            ),
            now,
            cancellationToken
        );

    /// <summary>The same for what asked for consent to this membership.</summary>
    public static Task<int> EndConsentsAsync(
        PartnerGraphDb db,
        UserId user,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => EndAsync(db.PersonLinks.Where(link => link.UserId == user), now, cancellationToken);

    /// <summary>The same for what was to prove the address.</summary>
    public static Task<int> EndAddressProofsAsync(
        PartnerGraphDb db,
        PersonId person,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        EndAsync(
            db.PersonLinks.Where(link => link.PersonId == person && link.Purpose == LinkPurpose.AddressProof),
            now,
            cancellationToken
        );

    /// <summary>Every link of the person.</summary>
    public static Task<int> EndAllAsync(
        PartnerGraphDb db,
        PersonId person,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => EndAsync(db.PersonLinks.Where(link => link.PersonId == person), now, cancellationToken);

    private static Task<int> EndAsync(
        IQueryable<PersonLink> links,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        links
            .Where(link => link.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellationToken);
}
