using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Users;

/// <summary>What a person's link leads to, for who holds it.</summary>
/// <param name="EmailVerified">Whether somebody has proven to read the mail of the account's address.</param>
/// <param name="Refusal">Why it works no longer; null while it does.</param>
public sealed record PersonLinkPreview(
    LinkPurpose Purpose,
    string OrganizationName,
    Language Language,
    DateTimeOffset ExpiresAt,
    bool EmailVerified,
    Refusal? Refusal
);

/// <summary>A person's link as its holder presents it. Looking at it changes nothing: mail scanners open links.</summary>
public sealed class PresentedPersonLink(Database database, TimeProvider clock)
{
    internal static readonly Tenant Everyone = Tenant.Everyone("Whoever holds a link need not be signed in.");

    /// <summary>Null for an unknown, malformed or replaced token, and for a link of another sort.</summary>
    public async Task<PersonLinkPreview?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!LinkSecret.TryParse(token, out var secret))
        {
            return null;
        }

        await using var db = database.Open(Everyone);
        if (await LinkLookup.FindPersonLinkAsync(db, secret, cancellation) is not { } link)
        {
            return null;
        }

        var organization = await db
            .Organizations.Where(row => row.Id == link.OrganizationId)
            .Select(row => row.Name)
            .SingleAsync(cancellation);
        var user = await db
            .Users.AsNoTracking()
            .SingleAsync(
                row => row.PersonId == link.PersonId && row.OrganizationId == link.OrganizationId,
                cancellation
            );
        // Tried on the row in memory alone.
        var state = link.Use(secret, clock.GetUtcNow()).Refusals.FirstOrDefault();
        if (state is null && link.Purpose is LinkPurpose.MembershipConsent && !user.Active)
        {
            state = new LinkRevoked();
        }

        var verified = await db.Accounts.AnyAsync(row => row.Id == link.PersonId && row.EmailConfirmed, cancellation);
        return new PersonLinkPreview(link.Purpose, organization, user.Language, link.ExpiresAt, verified, state);
    }
}
