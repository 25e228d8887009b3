using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

public sealed record ResendInvitationInput(string InvitationId);

public sealed record ResendInvitationPayload : Payload
{
    public InvitationId? Invitation { get; init; }

    /// <summary>This once, should the mail not arrive (R83).</summary>
    public Uri? Link { get; init; }
}

/// <summary>R82: a new link by mail; the old one stops working and the clock starts again.</summary>
public sealed class ResendInvitation(
    Database database,
    InvitationLimits limits,
    LinkKey key,
    LinkAddress address,
    LinkPolicy policy,
    TimeProvider clock
) : IMutation<ResendInvitationInput, ResendInvitationPayload>
{
    public async Task<ResendInvitationPayload> ExecuteAsync(
        ResendInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await OwnInvitations.FindAsync(db, input.InvitationId, request, cancellation) is not { } invitation)
        {
            return new ResendInvitationPayload { Errors = [new NotFound().At("invitationId")] };
        }

        var outcome = invitation.Resend(key, policy, clock.GetUtcNow());
        if (outcome.IsDone)
        {
            var inviter = await OwnInvitations.InviterAsync(db, caller, cancellation);
            outcome = await limits.CheckAsync(
                db,
                inviter,
                caller.Organization,
                invitation.RecipientEmail,
                cancellation
            );
        }

        if (!outcome.IsDone)
        {
            return new ResendInvitationPayload { Errors = outcome.Refusals };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new ResendInvitationPayload { Errors = [new ChangedMeanwhile()] };
        }

        await transaction.CommitAsync(cancellation);
        return new ResendInvitationPayload { Invitation = invitation.Id, Link = invitation.Link(key, address) };
    }
}
