using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

/// <summary>An invitation as whoever holds its link presents it.</summary>
public static class PresentedInvitation
{
    /// <summary>Whoever holds a link comes from another organization, or from none.</summary>
    public static readonly Tenant Everyone = Tenant.Everyone(
        "A link is presented by somebody of another organization."
    );

    /// <summary>Null for an unknown, malformed or rotated token: all alike (R82).</summary>
    public static async Task<Invitation?> FindAsync(PartnerGraphDb db, string token, CancellationToken cancellation) =>
        LinkSecret.TryParse(token, out var secret)
            ? await LinkLookup.FindInvitationAsync(db, secret, cancellation)
            : null;

    /// <summary>What the link leads to.</summary>
    public static async Task<InvitationPreview> PreviewAsync(
        PartnerGraphDb db,
        Invitation invitation,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        OrganizationId[] partners = invitation.IndirectProviderId is { } provider
            ? [invitation.InviterId, provider]
            : [invitation.InviterId];
        var names = await db
            .Organizations.Where(row => partners.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return new InvitationPreview(
            invitation.Kind,
            invitation.StatusAt(now),
            names[invitation.InviterId],
            invitation.IndirectProviderId is { } named ? names[named] : null,
            invitation.ExpiresAt
        );
    }
}

/// <summary>What a link leads to, for who holds it.</summary>
public sealed record InvitationPreview(
    InvitationKind Kind,
    InvitationStatus Status,
    string InviterName,
    string? IndirectProviderName,
    DateTimeOffset ExpiresAt
);
