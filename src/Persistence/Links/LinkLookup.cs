using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Links;

/// <summary>
/// Finds rows by the SHA-256 of a link's secret: a rotated secret is as unknown as one that never was. Needs a context for everyone,
/// since whoever holds a link comes from another organization or from none.
/// </summary>
public static class LinkLookup
{
    public static Task<Invitation?> FindInvitationAsync(
        PartnerGraphDb db,
        LinkSecret secret,
        CancellationToken cancellationToken
    )
    {
        var hash = secret.Hash;
        return db.Invitations.SingleOrDefaultAsync(row => row.SecretHash == hash, cancellationToken);
    }

    public static Task<Enrollment?> FindEnrollmentAsync(
        PartnerGraphDb db,
        LinkSecret secret,
        CancellationToken cancellationToken
    )
    {
        var hash = secret.Hash;
        return db.Enrollments.SingleOrDefaultAsync(row => row.LinkSecretHash == hash, cancellationToken);
    }

    public static Task<AdministrationGrant?> FindGrantAsync(
        PartnerGraphDb db,
        LinkSecret secret,
        CancellationToken cancellationToken
    )
    {
        var hash = secret.Hash;
        return db.AdministrationGrants.SingleOrDefaultAsync(row => row.LinkSecretHash == hash, cancellationToken);
    }

    public static Task<PersonLink?> FindPersonLinkAsync(
        PartnerGraphDb db,
        LinkSecret secret,
        CancellationToken cancellationToken
    )
    {
        var hash = secret.Hash;
        return db.PersonLinks.SingleOrDefaultAsync(row => row.SecretHash == hash, cancellationToken);
    }
}
