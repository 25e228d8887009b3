using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Invitations;

/// <summary>What a draft is to be.</summary>
/// <param name="JointWith">The partnership with the provider to be authorized as well.</param>
public sealed record CustomerDraft(
    EmailAddress Recipient,
    Partnership? JointWith,
    CustomerSource? Source,
    Language Language
);

/// <summary>Makes drafts of invitations to customers and adds them to the context, within the transaction of the caller, who saves.</summary>
public sealed class CustomerDrafts(
    InvitationLimits limits,
    LinkKey key,
    LinkAddress address,
    LinkPolicy policy,
    TimeProvider clock
)
{
    public async Task<Outcome<Invitation>> AddAsync(
        PartnerGraphDb db,
        Caller caller,
        CustomerDraft draft,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var reseller = await db.Organizations.SingleAsync(row => row.Id == caller.Organization, cancellation);
        var inviter = await OwnInvitations.InviterAsync(db, caller, cancellation);
        var allowed = await limits.CheckAsync(db, inviter, reseller.Id, draft.Recipient, cancellation);
        if (!allowed.IsDone)
        {
            return Outcome.Refused<Invitation>(allowed.Refusals);
        }

        var outcome = Invitation.DraftForCustomer(
            new InvitationId(Guid.CreateVersion7(now)),
            reseller,
            inviter,
            draft.Recipient,
            draft.JointWith,
            draft.Source,
            draft.Language,
            key,
            policy,
            now
        );
        if (outcome.TryGet(out var invitation, out _))
        {
            db.Invitations.Add(invitation);
        }

        return outcome;
    }

    /// <summary>The draft as the person gets it.</summary>
    public async Task<InvitationDraft> ShowAsync(
        PartnerGraphDb db,
        Invitation invitation,
        CancellationToken cancellation
    )
    {
        var reseller = await db.Organizations.SingleAsync(row => row.Id == invitation.InviterId, cancellation);
        var provider = invitation.IndirectProviderId is { } id
            ? await db.Organizations.SingleAsync(row => row.Id == id, cancellation)
            : null;
        return InvitationDraft.Of(invitation, reseller, provider, invitation.Link(key, address));
    }
}
