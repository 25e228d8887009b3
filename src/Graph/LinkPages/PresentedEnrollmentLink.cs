using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>What the mail to the primary contact says as well (R23): nobody learns more from the page.</summary>
/// <param name="Refusal">Why the link works no longer; null while it does.</param>
public sealed record EnrollmentLinkPreview(
    string OrganizationName,
    string ApplicantName,
    string Address,
    DateTimeOffset ExpiresAt,
    Refusal? Refusal
);

/// <summary>An enrollment's link as its holder presents it. Looking at it changes nothing.</summary>
public sealed class PresentedEnrollmentLink(Database database, TimeProvider clock)
{
    private static readonly Tenant Everyone = Tenant.Everyone("Whoever holds a link need not be signed in.");

    /// <summary>Null for an unknown, malformed or replaced token, and for a link of another sort.</summary>
    public async Task<EnrollmentLinkPreview?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!LinkSecret.TryParse(token, out var secret))
            return null;
        await using var db = database.Open(Everyone);
        if (await LinkLookup.FindEnrollmentAsync(db, secret, cancellation) is not { } enrollment)
            return null;
        var applicant = await db
            .Users.Where(user => user.Id == enrollment.StartedBy)
            .Select(user => user.FullName)
            .SingleAsync(cancellation);
        var preview = new EnrollmentLinkPreview(
            enrollment.LegalName ?? "",
            applicant,
            enrollment.PrimaryContact?.Email.Value ?? "",
            enrollment.LinkExpiresAt ?? clock.GetUtcNow(),
            Refusal: null
        );
        // Tried on the row in memory alone.
        var tried = enrollment.VerifyContactEmail(secret, clock.GetUtcNow());
        return preview with { Refusal = tried.Refusals.FirstOrDefault() };
    }
}
