using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Invitations;

/// <summary>An invitation as it is read. Members that were not asked for have their default.</summary>
public sealed class InvitationRow
{
    public InvitationId Id { get; init; }
    public InvitationKind Kind { get; init; }

    /// <summary>As it is stored; what it is at this moment also depends on <see cref="ExpiresAt"/>: see <see cref="StatusAt"/>.</summary>
    public InvitationStatus Status { get; init; }
    public OrganizationId InviterId { get; init; }
    public OrganizationId? IndirectProviderId { get; init; }
    public EmailAddress RecipientEmail { get; init; } = null!;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public InvitationSender? Sender { get; init; }
    public PartnershipId? PartnershipId { get; init; }
    public OrganizationId? CustomerId { get; init; }
    public int Version { get; init; }

    /// <summary>Needs Status and ExpiresAt to be selected.</summary>
    public InvitationStatus StatusAt(DateTimeOffset now) =>
        InvitationStates.IsOpen(Status) && now >= ExpiresAt ? InvitationStatus.Expired : Status;
}

public static class InvitationQueries
{
    public static PageOrder<InvitationRow> Newest { get; } = PageOrder<InvitationRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<Invitation, InvitationRow> Select = new(invitation => new InvitationRow
    {
        Id = invitation.Id,
        Kind = invitation.Kind,
        Status = invitation.Status,
        InviterId = invitation.InviterId,
        IndirectProviderId = invitation.IndirectProviderId,
        RecipientEmail = invitation.RecipientEmail,
        CreatedAt = invitation.CreatedAt,
        ExpiresAt = invitation.ExpiresAt,
        AcceptedAt = invitation.AcceptedAt,
        Sender = invitation.Sender,
        PartnershipId = invitation.PartnershipId,
        CustomerId = invitation.CustomerId,
        Version = EF.Property<int>(invitation, ModelConventions.Version),
    });

    public static async Task<IReadOnlyDictionary<InvitationId, InvitationRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<InvitationId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Invitations.Where(invitation => ids.Contains(invitation.Id))
            .Select(Select.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>Of a kind and in a status; lapsed ones count as expired before anybody has noted it.</summary>
    public static IQueryable<Invitation> Of(
        PartnerGraphDb db,
        InvitationKind? kind,
        InvitationStatus? status,
        DateTimeOffset now
    )
    {
        var invitations = db.Invitations.AsQueryable();
        if (kind is { } wanted)
        {
            invitations = invitations.Where(invitation => invitation.Kind == wanted);
        }
        return status switch
        {
            null => invitations,
            InvitationStatus.Expired => invitations.Where(invitation =>
                invitation.Status == InvitationStatus.Expired
                || (
                    invitation.ExpiresAt <= now
                    && (
                        invitation.Status == InvitationStatus.Draft
                        || invitation.Status == InvitationStatus.Queued
                        || invitation.Status == InvitationStatus.Sent
                        || invitation.Status == InvitationStatus.Viewed
                    )
                )
            ),
            { } open when InvitationStates.IsOpen(open) => invitations.Where(invitation =>
                invitation.Status == open && invitation.ExpiresAt > now
            ),
            { } final => invitations.Where(invitation => invitation.Status == final),
        };
    }

    public static Task<PageSlice<InvitationRow>> PageAsync(
        IQueryable<Invitation> invitations,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => invitations.Select(Select.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    /// <summary>The newest mail of each invitation; none where a person mailed the draft, or for the tenant that did not invite.</summary>
    public static Task<IReadOnlyDictionary<Guid, MailDeliveryRow>> DeliveriesAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<InvitationId> ids,
        CancellationToken cancellationToken
    ) =>
        MailDeliveries.NewestAsync(
            db,
            MailSubject.Invitation,
            kind: null,
            [.. ids.Select(id => id.Value)],
            cancellationToken
        );
}
